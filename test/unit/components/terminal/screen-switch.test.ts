import assert from "node:assert/strict";
import { test } from "node:test";
import { createSwitchSplitter } from "../../../../components/terminal/screen-switch.ts";

const TABLE: [output: string, ...parts: string[]][] = [
  ["plain", "plain"],
  ["a\x1b[?1049hb\x1b[?1049lc", "a", "<\x1b[?1049h>", "b", "<\x1b[?1049l>", "c"],
  ["\x1b[?47h", "<\x1b[?47h>"],
  ["\x1b[?1;1047;25hx", "<\x1b[?1;1047;25h>", "x"],
  [
    "\x1b[?25l\x1b[?2004h\x1b[?10490h\x1b[1049h\x1b[?1049$p",
    "\x1b[?25l\x1b[?2004h\x1b[?10490h\x1b[1049h\x1b[?1049$p",
  ],
  ["\x1b\x1b[\x1b[?\x1b[?1049h", "\x1b\x1b[\x1b[?", "<\x1b[?1049h>"],
];

test("output is cut where the screen changes, and nowhere else", () => {
  for (const [output, ...parts] of TABLE) assert.deepEqual(split([output]), parts, JSON.stringify(output));
});

test("wherever output is torn, the same is found and nothing is lost", () => {
  for (const [output, ...parts] of TABLE) {
    for (let at = 0; at <= output.length; at++) {
      for (let next = at; next <= output.length; next++) {
        const pieces = [output.slice(0, at), output.slice(at, next), output.slice(next)];
        assert.deepEqual(join(split(pieces)), parts, JSON.stringify(pieces));
      }
    }
  }
});

test("a torn sequence at the end is given at last", () => {
  assert.deepEqual(split(["x\x1b[?104"]), ["x", "\x1b[?104"]);
});

function split(pieces: readonly string[]): string[] {
  const splitter = createSwitchSplitter();
  const parts = [...pieces.flatMap((piece) => splitter.split(Buffer.from(piece))), ...splitter.flush()];
  return parts.map(({ kind, bytes }) =>
    kind === "switch" ? `<${Buffer.from(bytes)}>` : String(Buffer.from(bytes)),
  );
}

/** Neighbouring pieces of plain output made one. */
function join(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const isPlain = !part.startsWith("<");
    if (isPlain && joined.length > 0 && !joined.at(-1)!.startsWith("<")) joined.push(joined.pop()! + part);
    else joined.push(part);
  }
  return joined;
}
