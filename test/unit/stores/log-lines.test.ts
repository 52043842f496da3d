import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogLines } from "../../../src/stores/log-lines.ts";

const read = (...texts: string[]): string[] => {
  const lines = createLogLines(1000);
  for (const text of texts) lines.add(record(text));
  return lines.slice(0, 1000).map(({ text }) => text);
};

test("parts of a line are put together, and an unfinished one is shown already", () => {
  assert.deepEqual(read("one\n", "tw", "o\nthree"), ["one", "two", "three"]);
});

test("a character split between two records is put together", () => {
  const lines = createLogLines(10);
  const bytes = Buffer.from("한글\n");
  lines.add({ ...record(""), bytes: bytes.subarray(0, 4) });
  lines.add({ ...record(""), bytes: bytes.subarray(4) });
  assert.deepEqual(
    lines.slice(0, 9).map(({ text }) => text),
    ["한글"],
  );
});

test("a terminal's controls leave what a person would have seen", () => {
  assert.deepEqual(
    read("\x1b[31mred\x1b[0m\r\n", "10%\r 50%\r100%\r\n", "\x1b]0;title\x07$ ls\n", "ab\x08c\n"),
    ["red", "100%", "$ ls", "ac"],
  );
});

test("the two streams do not run into each other's unfinished lines", () => {
  const lines = createLogLines(10);
  lines.add(record("out"));
  lines.add({ ...record("err\n"), stream: "stderr" });
  lines.add(record("put\n"));
  assert.deepEqual(
    lines.slice(0, 9).map(({ stream, text }) => `${stream} ${text}`),
    ["stdout output", "stderr err"],
  );
});

test("memory is bounded: old lines go, the others keep their numbers", () => {
  const lines = createLogLines(100);
  for (let i = 0; i < 10_000; i += 1) lines.add(record(`${i}\n`));
  assert.ok(lines.end - lines.first <= 100 + 1024);
  assert.equal(lines.end, 10_000);
  assert.deepEqual(
    lines.slice(9_998, 10_000).map(({ number, text }) => `${number} ${text}`),
    ["9998 9998", "9999 9999"],
  );
  assert.deepEqual(lines.slice(0, 5), []);
});

test("a line without an end does not grow for ever", () => {
  const lines = createLogLines(10);
  for (let i = 0; i < 100; i += 1) lines.add(record("x".repeat(1024)));
  assert.equal(lines.slice(0, 1)[0]?.text.length, 16 * 1024);
});

function record(text: string) {
  return { timeMs: 0, time: "", stream: "stdout" as const, bytes: Buffer.from(text) };
}
