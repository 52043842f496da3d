import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeClientFrame, type MonitorFrame, MonitorFrameDecoder } from "../../../runtime/index.ts";

test("a client's frames have the bytes that the protocol describes", () => {
  const flags = {
    wantsOutput: true,
    sendsInput: true,
    replay: true,
    start: true,
    redraw: true,
    asksTerminal: true,
  };
  assert.deepEqual(
    [
      encodeClientFrame({ kind: "hello", flags, rows: 24, columns: 300 }),
      encodeClientFrame({ kind: "hello", flags: { start: true }, rows: 0, columns: 0 }),
      encodeClientFrame({ kind: "input", bytes: Buffer.from("hi") }),
      encodeClientFrame({ kind: "end of input" }),
      encodeClientFrame({ kind: "window", rows: 1, columns: 2 }),
      encodeClientFrame({ kind: "signal", signal: 15 }),
    ].map((frame) => [...frame]),
    [
      [0x48, 5, 0, 0, 0, 63, 24, 0, 44, 1],
      [0x48, 5, 0, 0, 0, 8, 0, 0, 0, 0],
      [0x49, 2, 0, 0, 0, 0x68, 0x69],
      [0x45, 0, 0, 0, 0],
      [0x57, 4, 0, 0, 0, 1, 0, 2, 0],
      [0x4b, 1, 0, 0, 0, 15],
    ],
  );
});

test("input that is too long for one frame is refused", () => {
  assert.throws(
    () => encodeClientFrame({ kind: "input", bytes: new Uint8Array(65_537) }),
    /65537 bytes are too many/,
  );
});

const stream = Buffer.concat([
  frame("T", Buffer.from([1])),
  frame("O", Buffer.from("out")),
  frame("L", Buffer.alloc(0)),
  frame("R", Buffer.from("err")),
  frame("F", Buffer.from("no")),
  frame("X", Buffer.from([7, 0, 0, 0])),
]);
const frames: MonitorFrame[] = [
  { kind: "terminal", isThere: true },
  { kind: "output", stream: "stdout", bytes: Buffer.from("out") },
  { kind: "live" },
  { kind: "output", stream: "stderr", bytes: Buffer.from("err") },
  { kind: "failed", message: "no" },
  { kind: "exited", code: 7 },
];

test("the monitor's frames are the same however their bytes are cut", () => {
  for (let size = 1; size <= stream.length; size += 1) {
    const decoder = new MonitorFrameDecoder();
    const found: MonitorFrame[] = [];
    for (let at = 0; at < stream.length; at += size)
      found.push(...decoder.push(stream.subarray(at, at + size)));
    assert.deepEqual(found, frames, `in pieces of ${size}`);
  }
});

test("what is no frame is refused", () => {
  const cases: [Buffer, RegExp][] = [
    [frame("Z", Buffer.alloc(0)), /there is no kind 90/],
    [frame("X", Buffer.alloc(3)), /exit code is not 4 bytes/],
    [Buffer.from([0x4f, 1, 0, 1, 0]), /65537 bytes are too many/],
  ];
  for (const [bytes, message] of cases) {
    assert.throws(() => new MonitorFrameDecoder().push(bytes), { name: "FormatError", message });
  }
});

function frame(kind: string, payload: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.write(kind);
  header.writeUInt32LE(payload.length, 1);
  return Buffer.concat([header, payload]);
}
