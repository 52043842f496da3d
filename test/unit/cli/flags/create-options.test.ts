import assert from "node:assert/strict";
import { test } from "node:test";
import type { Input } from "../../../../src/cli/command.ts";
import type { CREATE_FLAGS } from "../../../../src/cli/flags/container-flags.ts";
import { createOptions } from "../../../../src/cli/flags/create-options.ts";
import { parseInput } from "../../../../src/cli/parse-input.ts";
import { COMMANDS } from "../../../../src/cli/registry/registry.ts";

test("an image alone asks for nothing but what always is", () => {
  assert.deepEqual(options("starter"), {
    image: "starter",
    tty: false,
    openStdin: false,
    stdinOnce: false,
    autoRemove: false,
    readOnlyRoot: false,
  });
});

test("every flag reaches the engine in its own unit", () => {
  const line =
    "-it --rm --name web -e A=1 -w /srv -u 1000:1000 --hostname box --entrypoint sh -m 64m --cpus 1.5 " +
    "--pids-limit 100 --read-only -v /a:/b:ro --network host -l x=y starter -c ls";
  assert.deepEqual(options(line), {
    image: "starter",
    command: ["-c", "ls"],
    name: "web",
    entrypoint: ["sh"],
    env: ["A=1"],
    hostEnv: { HOME: "/home/ann" },
    workingDir: "/srv",
    user: "1000:1000",
    hostname: "box",
    tty: true,
    openStdin: true,
    stdinOnce: true,
    autoRemove: true,
    memoryBytes: 64 * 1024 * 1024,
    cpus: 1.5,
    pidsLimit: 100,
    readOnlyRoot: true,
    mounts: [{ source: "/a", target: "/b", readOnly: true }],
    network: "host",
    labels: { x: "y" },
  });
});

test("an empty entrypoint takes the image's away", () => {
  assert.deepEqual(options("--entrypoint= starter").entrypoint, []);
});

test("a detached container keeps its standard input for the next client", () => {
  const input = parse("-i starter");
  assert.equal(createOptions(input, { env: {}, detached: true }).stdinOnce, false);
});

test("a memory limit that is none ends as Docker's run does", () => {
  assert.throws(() => options("-m lots starter"), { exitCode: 125, message: /"lots" is not a size/ });
});

function options(line: string): ReturnType<typeof createOptions> {
  return createOptions(parse(line), { env: { HOME: "/home/ann" }, detached: false });
}

function parse(line: string): Input<typeof CREATE_FLAGS> {
  const entry = COMMANDS.find(({ name }) => name === "create");
  assert.ok(entry);
  const input = parseInput(entry, line.split(" "));
  assert.notEqual(input, "help");
  return input as Input<typeof CREATE_FLAGS>;
}
