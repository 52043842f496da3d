import assert from "node:assert/strict";
import { test } from "node:test";
import { configError } from "../../../../components/config/config-error.ts";
import type { ConfigProblem } from "../../../../components/config/problem.ts";
import { english } from "../../../../components/words/english.ts";
import { korean } from "../../../../components/words/korean.ts";

const PROBLEMS: readonly ConfigProblem[] = [
  { kind: "unknown-action", path: ["keys", "a.b"], id: "a.b", nearest: "a.c", line: 4 },
  { kind: "bad-value", path: ["theme"], wanted: { oneOf: ["one", "two"] }, line: 5 },
  { kind: "clash", path: ["keys", "x"], key: "d", id: "x", other: "y" },
];

test("an error names file and line, says why and what to do", () => {
  const error = configError("/etc/config.toml", PROBLEMS.slice(0, 1), english.config);
  assert.equal(error?.message, "/etc/config.toml line 4: there is no action a.b");
  assert.equal(error?.hint, "did you mean a.c?");
  assert.equal(error?.cause, undefined);
  assert.equal(configError("/etc/config.toml", [], english.config), undefined);
});

test("of several errors the first stands for all, and carries the others", () => {
  const error = configError("/c", PROBLEMS, english.config);
  assert.ok(error?.cause instanceof AggregateError);
  assert.deepEqual(
    error.cause.errors.map(({ message }) => message),
    ["/c line 5: theme wants one of one, two", "/c: d is a key of y already; x keeps its own"],
  );
  assert.match(configError("/c", PROBLEMS, korean.config)?.message ?? "", /4번째 줄: 없는 동작: a\.b/);
});
