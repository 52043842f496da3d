import assert from "node:assert/strict";
import { test } from "node:test";
import { joinWords, splitWords } from "../../../src/base/shell-words.ts";

test("a line is split as a shell splits it", () => {
  const cases: [string, string[]][] = [
    ["", []],
    ["  sh   -l ", ["sh", "-l"]],
    [`sh -c 'echo "a b"; exit 3'`, ["sh", "-c", 'echo "a b"; exit 3']],
    [`a"b c"d ''`, ["ab cd", ""]],
    [String.raw`a\ b "c\"d" 'e\f' "g\h"`, ["a b", 'c"d', "e\\f", "g\\h"]],
  ];
  for (const [line, words] of cases) assert.deepEqual(splitWords(line), { status: "read", words }, line);
});

test("a quote that is not closed is told", () => {
  assert.deepEqual(splitWords("sh -c 'echo"), { status: "open", quote: "'" });
});

test("words that are joined come back as they were", () => {
  const words = ["sh", "-c", `echo "it's" \\ $HOME`, "", "a b", "--flag=x"];
  assert.deepEqual(splitWords(joinWords(words)), { status: "read", words });
});
