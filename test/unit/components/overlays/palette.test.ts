import assert from "node:assert/strict";
import { test } from "node:test";
import { characterKey, keyEvent } from "../../../../components/input/keys.ts";
import {
  editPalette,
  PALETTE_START,
  type PaletteState,
  paletteText,
  remember,
} from "../../../../components/overlays/palette.ts";
import { createTextField } from "../../../../components/widgets/text-field.ts";

const HISTORY = ["ps -a", "doctor"];
const RAW = new Uint8Array();

function after(keys: readonly string[], state: PaletteState = PALETTE_START): PaletteState {
  return keys.reduce((now, key) => {
    const event = [...key].length === 1 ? characterKey(key, RAW) : keyEvent({ name: key, raw: RAW });
    return editPalette(now, event, { count: 3, history: HISTORY });
  }, state);
}

test("up from the first row goes through what ran before, down comes back", () => {
  const table: readonly [keys: readonly string[], text: string][] = [
    [["up"], "doctor"],
    [["up", "up"], "ps -a"],
    [["up", "up", "up"], "ps -a"],
    [["up", "up", "down"], "doctor"],
    [["up", "down"], ""],
    [["down", "up"], ""],
    [["up", "x"], "doctorx"],
  ];
  for (const [keys, text] of table) assert.equal(paletteText(after(keys)), text, keys.join(" "));
});

test("the selection stays among the rows, and typing begins at the first again", () => {
  assert.equal(after(["down", "down", "down", "down"]).selected, 2);
  assert.equal(after(["pagedown"]).selected, 2);
  assert.equal(after(["down", "down", "up"]).selected, 1);
  assert.equal(after(["down", "a"]).selected, 0);
});

test("what stands in the way is forgotten with the next key", () => {
  const stuck = { ...PALETTE_START, field: createTextField("x"), problem: "no" };
  for (const key of ["down", "a", "backspace"]) assert.equal(after([key], stuck).problem, undefined, key);
});

test("the history keeps one of each, the newest last, and not more than fifty", () => {
  assert.deepEqual(remember(HISTORY, "ps -a"), ["doctor", "ps -a"]);
  const many = Array.from({ length: 80 }, (_, index) => `${index}`).reduce<string[]>(remember, []);
  assert.deepEqual([many.length, many[0], many.at(-1)], [50, "30", "79"]);
});
