import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { connectByHand, hello } from "../../../support/hand-client.ts";
import {
  containerSteps,
  isAlive,
  launchByHand,
  needsRoot,
  temporaryFolder,
} from "../../../support/hand-container.ts";

const skip = needsRoot;

test("a container that waits for a client ends when its starter died without one", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const steps = containerSteps(dir, { args: ["echo", "ran"], startOnAttach: true, patienceMs: 1 });
  const container = launchByHand(dir, steps);
  await container.event("ready");
  container.abandon();
  assert.equal(await container.ended(), 0);
  const { code, signal, failed } = container.record();
  assert.deepEqual({ code, signal }, { code: 125, signal: 0 });
  assert.match(failed ?? "", /^start: who started it was gone before it could attach, and nobody else/);
  assert.deepEqual(container.lines(), []);
  assert.equal(existsSync(container.socket), false);
  const [, pid] = await container.event("init");
  assert.equal(isAlive(Number(pid)), false);
});

test("a client that is there keeps a container whose starter is gone", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const steps = containerSteps(dir, { args: ["echo", "ran"], startOnAttach: true, patienceMs: 1 });
  const container = launchByHand(dir, steps);
  await container.event("ready");
  const waiting = connectByHand(container.socket, hello.output | hello.tellTerminal);
  await waiting.until((frames) => frames.some(({ kind }) => kind === "T"));
  container.abandon();
  const starting = connectByHand(container.socket, hello.output | hello.start);
  await starting.ended();
  assert.equal(starting.output(), "ran\n");
  await container.ended();
  assert.deepEqual([container.record().code, container.record().failed], [0, undefined]);
});

test("a client that leaves without a START leaves the container to its patience", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const steps = containerSteps(dir, { args: ["echo", "ran"], startOnAttach: true, patienceMs: 1 });
  const container = launchByHand(dir, steps);
  await container.event("ready");
  const client = connectByHand(container.socket, hello.output | hello.tellTerminal);
  await client.until((frames) => frames.some(({ kind }) => kind === "T"));
  container.abandon();
  client.socket.destroy();
  await container.ended();
  assert.match(container.record().failed ?? "", /^start: who started it was gone/);
});
