import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { LineReader, tailOffset } from "../../../../src/engine/containers/log-file.ts";
import { parseLogLine } from "../../../../src/engine/containers/log-record.ts";

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wherry-log-"));
  path = join(dir, "log");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function soFar(reader: LineReader): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of reader.linesSoFar()) lines.push(line.toString());
  return lines;
}

test("the tail begins where the last lines do, however long they are", async () => {
  const lines = Array.from({ length: 50 }, (_, n) => `${n} ${"x".repeat((n * 977) % 9000)}`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  await using file = await open(path);
  for (const count of [1, 2, 7, 49, 50, 51, 1000]) {
    const tail = await soFar(new LineReader(file, await tailOffset(file, count)));
    assert.deepEqual(tail, lines.slice(-count), `${count} lines`);
  }
  assert.deepEqual(await soFar(new LineReader(file, await tailOffset(file, 0))), []);
});

test("a half-written line is given once it is whole", async () => {
  writeFileSync(path, "one\ntw");
  await using file = await open(path);
  const reader = new LineReader(file, 0);
  assert.deepEqual(await soFar(reader), ["one"]);
  appendFileSync(path, "o\nthree\n");
  assert.deepEqual(await soFar(reader), ["two", "three"]);
  assert.deepEqual(await soFar(reader), []);
});

test("a line without end does not fill the memory", async () => {
  writeFileSync(path, Buffer.alloc(5 << 20, 0x78));
  await using file = await open(path);
  const reader = new LineReader(file, 0);
  assert.deepEqual(await soFar(reader), []);
  appendFileSync(path, "\nnext\n");
  assert.deepEqual((await soFar(reader)).at(-1), "next");
});

test("log lines are read as the monitor writes them", () => {
  const time = "2026-01-02T03:04:05.678901234Z";
  const parse = (line: string) => parseLogLine(Buffer.from(line));
  assert.deepEqual(parse(`${time} stdout F two words`), {
    timeMs: Date.parse("2026-01-02T03:04:05.678Z"),
    time,
    stream: "stdout",
    bytes: Buffer.from("two words\n"),
  });
  assert.deepEqual(parse(`${time} stderr P part`)?.bytes.toString(), "part");
  assert.deepEqual(parse(`${time} stdout F `)?.bytes.toString(), "\n");
  for (const torn of [
    "",
    "x",
    `${time} stdout`,
    `${time} stdin F x`,
    `now stdout F x`,
    `${time} stdout X x`,
  ]) {
    assert.equal(parse(torn), undefined, torn);
  }
});
