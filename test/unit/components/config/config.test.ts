import assert from "node:assert/strict";
import { test } from "node:test";
import { type Config, DEFAULT_CONFIG, parseConfig } from "../../../../components/config/config.ts";
import type { ConfigProblem } from "../../../../components/config/problem.ts";

const IDS = ["containers.remove", "containers.stop", "images.remove", "everywhere.quit"];

const GOOD: readonly [value: unknown, expected: Partial<Config>][] = [
  [{}, {}],
  [undefined, {}],
  [
    { preset: "k9s", theme: "terminal", language: "ko", background: "light", prefix: "Ctrl-A" },
    { preset: "k9s", theme: "terminal", language: "ko", background: "light", prefix: "ctrl-a" },
  ],
  [{ keys: { "containers.remove": ["D", "Del"] } }, { keys: { "containers.remove": ["D", "delete"] } }],
  [{ keys: { containers: { remove: "shift-x" } } }, { keys: { "containers.remove": ["X"] } }],
  [{ keys: { "everywhere.quit": [] } }, { keys: { "everywhere.quit": [] } }],
];

for (const [value, expected] of GOOD) {
  test(`a config is read: ${JSON.stringify(value)}`, () => {
    assert.deepEqual(parseConfig(value, IDS), { config: { ...DEFAULT_CONFIG, ...expected }, problems: [] });
  });
}

const BAD: readonly [value: unknown, problem: Partial<ConfigProblem>][] = [
  [{ thme: "default" }, { kind: "unknown-option", path: ["thme"], nearest: "theme" }],
  [{ theme: "dark" }, { kind: "bad-value", path: ["theme"] }],
  [{ language: 3 }, { kind: "bad-value", path: ["language"], wanted: { oneOf: ["en", "ko"] } }],
  [{ keys: ["d"] }, { kind: "bad-value", path: ["keys"], wanted: "table" }],
  [{ prefix: "ctrl-nokey" }, { kind: "bad-key", path: ["prefix"], key: "ctrl-nokey" }],
  [
    { keys: { "containers.remov": ["D"] } },
    { kind: "unknown-action", path: ["keys", "containers.remov"], nearest: "containers.remove" },
  ],
  [{ keys: { quit: ["D"] } }, { kind: "unknown-action", id: "quit", nearest: "everywhere.quit" }],
  [{ keys: { "images.remove": 7 } }, { kind: "bad-value", path: ["keys", "images.remove"], wanted: "keys" }],
  [{ keys: { "images.remove": ["d", "dd"] } }, { kind: "bad-key", key: "dd" }],
  [{ keys: { "images.remove": ["d", 4] } }, { kind: "bad-key", key: "4" }],
];

for (const [value, problem] of BAD) {
  test(`what is wrong is told and left out: ${JSON.stringify(value)}`, () => {
    const parsed = parseConfig({ ...(value as object), background: "light" }, IDS);
    assert.deepEqual(parsed.config, { ...DEFAULT_CONFIG, background: "light" }, "the rest counts");
    assert.equal(parsed.problems.length, 1);
    assert.partialDeepStrictEqual(parsed.problems[0], problem);
  });
}
