import assert from "node:assert/strict";
import { test } from "node:test";
import { createLineIndex } from "../../../../src/stores/logs/line-index.ts";
import { KEPT_LINES } from "../../../../src/stores/logs/log-buffer.ts";
import { createLogReader } from "../../../../src/stores/logs/log-reader.ts";
import { createLogSource, type LogLine } from "../../../../src/stores/logs/log-source.ts";
import { logInMemory, logRecord } from "../../../support/log-file.ts";

const signal = new AbortController().signal;
const all = { signal, accepts: () => true };
const texts = (lines: readonly LogLine[]) => lines.map(({ shown }) => shown);
const numbered = (count: number, name = "line", from = 0, step = 1) =>
  Array.from({ length: count }, (_, n) =>
    logRecord(`${name} ${from + n * step}`, { second: from + n * step }),
  );

test("two logs are one in the order of time, read forward, backward, and piece by piece", async () => {
  const source = createLogSource([
    logInMemory(...numbered(50, "even", 0, 2)),
    logInMemory(...numbered(50, "odd", 1, 2)),
  ]);
  const wanted = Array.from({ length: 100 }, (_, n) => `${n % 2 === 0 ? "even" : "odd"} ${n}`);
  const forward: string[] = [];
  let position = [0, 0];
  for (let ended = false; !ended; ) {
    const run = await source.newer(position, { ...all, want: 7 });
    forward.push(...texts(run.lines));
    position = [...run.position];
    ended = run.ended;
  }
  assert.deepEqual(forward, wanted);
  const backward: string[] = [];
  for (let ended = false; !ended; ) {
    const run = await source.older(position, { ...all, want: 9 });
    backward.unshift(...texts(run.lines));
    position = [...run.position];
    ended = run.ended;
  }
  assert.deepEqual(backward, wanted);
});

test("the buffer holds a part of any log, keeps the person's line, and comes back to both ends", async () => {
  const log = logInMemory(...numbered(10_000));
  const reader = createLogReader([log]);
  let buffer = await reader.atEnd(all);
  assert.equal(buffer.lines.at(-1)?.shown, "line 9999");
  assert.deepEqual([buffer.hasOlder, buffer.hasNewer], [true, false]);
  buffer = { ...buffer, place: { at: "line", index: 5, row: 0 } };
  const held = buffer.lines[5]?.shown;
  const heldNow = () => (buffer.place.at === "line" ? buffer.lines[buffer.place.index]?.shown : undefined);
  buffer = await reader.older(buffer, all);
  assert.equal(heldNow(), held);
  for (let n = 0; n < 40 && buffer.hasOlder; n += 1)
    buffer = await reader.older({ ...buffer, place: { at: "end" } }, all);
  assert.equal(buffer.lines[0]?.shown, "line 0");
  assert.ok(buffer.lines.length <= KEPT_LINES);
  assert.equal(buffer.hasNewer, true);
  for (let n = 0; n < 40 && buffer.hasNewer; n += 1) {
    const last = Number(buffer.lines.at(-1)?.shown.split(" ")[1]);
    const before = buffer.lines.length;
    buffer = await reader.newer(buffer, all);
    const numbers = buffer.lines.map(({ shown }) => Number(shown.split(" ")[1]));
    assert.ok(
      numbers.every((value, at) => at === 0 || value === numbers[at - 1]! + 1),
      "no gap, nothing twice",
    );
    assert.ok(buffer.lines.length <= KEPT_LINES && (numbers.at(-1) ?? 0) > last, `${before}`);
  }
  assert.equal(buffer.lines.at(-1)?.shown, "line 9999");
});

test("an unfinished line is shown, and once it has grown it is still one", async () => {
  const log = logInMemory(logRecord("one"), logRecord("$ ", { tag: "P" }));
  const reader = createLogReader([log]);
  const before = await reader.atEnd(all);
  assert.deepEqual(texts(before.lines), ["one", "$ "]);
  log.push(logRecord("ls"), logRecord("two"));
  assert.deepEqual(texts((await reader.newer(before, all)).lines), ["one", "$ ls", "two"]);
});

test("only accepted lines are held, and one is found in both directions", async () => {
  const reader = createLogReader([logInMemory(...numbered(5000))]);
  const accepts = ({ shown }: LogLine) => shown.endsWith("777");
  const buffer = await reader.atEnd({ signal, accepts });
  assert.deepEqual(texts(buffer.lines), ["line 777", "line 1777", "line 2777", "line 3777", "line 4777"]);
  const forward = await reader.find([0], { signal, accepts, forward: true });
  assert.equal(forward?.line.shown, "line 777");
  const next = await reader.find([(forward?.line.offset ?? 0) + 1], { signal, accepts, forward: true });
  assert.equal(next?.line.shown, "line 1777");
  const back = await reader.find(await reader.size(), { signal, accepts, forward: false });
  assert.equal(back?.line.shown, "line 4777");
  const around = await reader.around(back?.position ?? [], all);
  assert.equal(around.place.at === "line" && around.lines[around.place.index]?.shown, "line 4777");
});

test("reading ends where it is told to", async () => {
  const controller = new AbortController();
  const source = createLogSource([logInMemory(...numbered(50_000))]);
  const reading = source.newer([0], {
    want: 1,
    accepts: () => false,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await assert.rejects(reading, { name: "AbortError" });
});

test("lines have their numbers wherever the log is opened", async () => {
  const log = logInMemory(...numbered(40_000));
  const index = createLineIndex(log);
  assert.equal(await index.numberAt(1), undefined);
  await index.grow(await log.size(), signal);
  assert.equal(index.total, 40_000);
  const { lines } = await createLogReader([log]).atEnd(all);
  assert.equal(await index.numberAt(lines[0]?.offset ?? 0), Number(lines[0]?.shown.split(" ")[1]));
  log.push(...numbered(10, "line", 40_000));
  await index.grow(await log.size(), signal);
  assert.equal(index.total, 40_010);
});
