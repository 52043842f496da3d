import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import { createMouseGate } from "../../../../components/terminal/mouse-gate.ts";

/** The pane has the columns 11 to 20 and the rows 6 to 10 of the screen. */
const PLACE = { x: 10, y: 5, columns: 10, rows: 5 };

const TABLE: [what: string, bytes: string, own: string][] = [
  ["a click inside", "\x1b[<0;11;6M\x1b[<0;11;6m", "yes yes"],
  ["a click outside", "\x1b[<0;10;6M\x1b[<0;10;6m", "no no"],
  ["dragged out", "\x1b[<0;20;10M\x1b[<32;30;10M\x1b[<0;30;10m", "yes yes yes"],
  ["dragged in", "\x1b[<0;1;1M\x1b[<32;15;8M\x1b[<0;15;8m", "no no no"],
  ["two buttons", "\x1b[<0;1;1M\x1b[<2;15;8M\x1b[<0;15;8m\x1b[<2;1;1m", "no yes no yes"],
  ["moved about", "\x1b[<35;15;8M\x1b[<35;1;1M", "yes no"],
  ["the wheel", "\x1b[<64;15;8M\x1b[<65;1;1M", "yes no"],
  ["the old form, which tells no button at the end", "\x1b[M +&\x1b[M#!!\x1b[M#!!", "yes yes no"],
];

for (const [what, bytes, own] of TABLE) {
  test(`the mouse is the pane's when it began there: ${what}`, () => {
    const isOwn = createMouseGate();
    const events = createParser().feed(Buffer.from(bytes, "latin1"));
    const answers = events.map((event) => (event.type === "mouse" && isOwn(event, PLACE) ? "yes" : "no"));
    assert.equal(answers.join(" "), own);
  });
}
