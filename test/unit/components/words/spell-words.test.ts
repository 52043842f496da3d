import assert from "node:assert/strict";
import { test } from "node:test";
import { english } from "../../../../components/words/english.ts";
import { spellWords } from "../../../../components/words/spell-words.ts";

test("a terminal without an ellipsis gets three dots, in texts and in what functions give", () => {
  const words = spellWords(english, { glyphs: "ascii" });
  assert.equal(words.files.reading, "reading files...");
  assert.equal(words.logs.looking("3 %"), "looking... 3 %");
  assert.equal(words.actions["images.run"].label, english.actions["images.run"].label.replace("…", "..."));
});

test("a terminal that has all signs gets the words as they are", () => {
  assert.equal(spellWords(english, { glyphs: "unicode" }), english);
});
