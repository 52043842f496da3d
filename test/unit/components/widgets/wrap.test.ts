import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { wrapText } from "../../../../components/widgets/wrap.ts";

test("a text breaks at spaces, and a word that is longer than a line inside", () => {
  assert.deepEqual(wrapText("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrapText("a abcdefgh b", 5), ["a", "abcde", "fgh b"]);
  assert.deepEqual(wrapText("", 5), [""]);
});

test("wide letters count two columns", () => {
  assert.deepEqual(wrapText("필터와 일치하는 항목이 없습니다", 10), [
    "필터와",
    "일치하는",
    "항목이",
    "없습니다",
  ]);
  assert.deepEqual(wrapText("가나다라마바사", 5), ["가나", "다라", "마바", "사"]);
  for (const columns of [1, 2, 3, 7]) {
    const lines = wrapText("가나다 abc 라마바사아자", columns);
    assert.equal(lines.join("").replaceAll(" ", ""), "가나다abc라마바사아자");
    assert.ok(lines.every((line) => columnsOf(line) <= Math.max(2, columns)));
  }
});
