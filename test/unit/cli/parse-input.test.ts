import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import type { Input } from "../../../src/cli/command.ts";
import { parseInput } from "../../../src/cli/parse-input.ts";
import { COMMANDS } from "../../../src/cli/registry/registry.ts";

const understood: readonly [string, string, readonly string[], Record<string, unknown>][] = [
  ["run -it starter", "joined short flags", ["starter"], { interactive: true, tty: true, detach: false }],
  ["run -itm 1g starter", "a value behind joined flags", ["starter"], { interactive: true, memory: "1g" }],
  ["run -m1g starter", "a value in the same word", ["starter"], { memory: "1g" }],
  ["run --memory=1g starter", "a value behind =", ["starter"], { memory: "1g" }],
  ["run starter ls -la --rm", "flags end at the image", ["starter", "ls", "-la", "--rm"], { rm: false }],
  [
    "run --rm starter sh -c --help",
    "the program's own --help",
    ["starter", "sh", "-c", "--help"],
    { rm: true },
  ],
  ["run -- starter -d", "-- before the image", ["starter", "-d"], { detach: false }],
  ["run -e A=1 -e B=2 starter", "a flag several times", ["starter"], { env: ["A=1", "B=2"] }],
  ["run starter", "a list that was not given is empty", ["starter"], { env: [], volume: [] }],
  ["run -e --rm starter", "a value that looks like a flag", ["starter"], { env: ["--rm"], rm: false }],
  [
    "run -ite --rm=false starter",
    "such a value behind joined flags",
    ["starter"],
    { env: ["--rm=false"], rm: false },
  ],
  [
    "run --rm=true starter --tty=true",
    "=true on a switch",
    ["starter", "--tty=true"],
    { rm: true, tty: false },
  ],
  ["run --rm=false --tty starter", "=false on a switch", ["starter"], { rm: false, tty: true }],
  ["run starter", "a switch that is on by itself", ["starter"], { "sig-proxy": true }],
  ["run --sig-proxy=false starter", "switching it off", ["starter"], { "sig-proxy": false }],
  ["attach --no-stdin web", "a switch that begins with no", ["web"], { "no-stdin": true, "sig-proxy": true }],
  ["attach web", "the same, not given", ["web"], { "no-stdin": false }],
  ["ps --no-trunc -aq", "two switches", [], { "no-trunc": true, all: true, quiet: true }],
  ["ps -n -1", "a negative value", [], { last: "-1" }],
  ["rm a -f b", "flags between names", ["a", "b"], { force: true }],
  ["run -h box starter", "-h is the host name", ["starter"], { hostname: "box" }],
];

for (const [line, name, args, flags] of understood) {
  test(`${name}: ${line}`, () => {
    const input = parse(line);
    assert.notEqual(input, "help");
    assert.deepEqual((input as Input).args, args);
    for (const [flag, value] of Object.entries(flags)) {
      assert.deepEqual((input as { flags: Record<string, unknown> }).flags[flag], value, flag);
    }
  });
}

const refused: readonly [string, number, RegExp, RegExp][] = [
  ["run --nmae web starter", 125, /^run --nmae: unknown flag$/, /did you mean --name\?/],
  ["run -itz starter", 125, /^run -z: unknown flag$/, /wherry run --help/],
  ["ps --quite", 125, /^ps --quite: unknown flag$/, /did you mean --quiet\?/],
  ["run --name", 125, /^run --name: the value is missing$/, /wherry run --help/],
  ["run --rm=maybe starter", 125, /"maybe" is not true or false/, /^$/],
  ["run", 1, /^run: takes at least 1 argument, not 0$/, /wherry run --help/],
  ["ps web", 1, /^ps: takes no arguments, not 1$/, /wherry ps --help/],
  ["rename a", 1, /^rename: takes exactly 2 arguments, not 1$/, /wherry rename --help/],
  ["images a b", 1, /^images: takes at most 1 argument, not 2$/, /wherry images --help/],
  ["stop", 1, /^stop: takes at least 1 argument, not 0$/, /wherry stop --help/],
];

for (const [line, exitCode, message, hint] of refused) {
  test(`refused with exit code ${exitCode}: ${line}`, () => {
    assert.throws(
      () => parse(line),
      (thrown: unknown) => {
        assert.ok(thrown instanceof CodedError, String(thrown));
        assert.equal(thrown.exitCode, exitCode);
        assert.match(thrown.message, message);
        assert.match(thrown.hint ?? "", hint);
        return true;
      },
    );
  });
}

test("--help is asked for wherever a flag may stand, also when arguments are missing", () => {
  assert.equal(parse("run --help"), "help");
  assert.equal(parse("rm web --help"), "help");
});

function parse(line: string): Input | "help" {
  const [name, ...rest] = line.split(" ");
  const entry = COMMANDS.find((candidate) => candidate.name === name);
  assert.ok(entry, name);
  return parseInput(entry, rest);
}
