import assert from "node:assert/strict";
import { test } from "node:test";
import { parseLineTest } from "../../../../src/stores/logs/line-test.ts";
import { shownText } from "../../../../src/stores/logs/shown-text.ts";

const CASES: [typed: string, text: string, matches: boolean, places?: [number, number][]][] = [
  ["error", "An ERROR here", true, [[3, 8]]],
  ["Error", "An ERROR here", false],
  ["Error", "An Error here", true, [[3, 8]]],
  ["a.b", "axb a.b", true, [[4, 7]]],
  [
    "/a.b/",
    "axb a.b",
    true,
    [
      [0, 3],
      [4, 7],
    ],
  ],
  ["/^\\d+$/", "123", true, [[0, 3]]],
  ["/^\\d+$/", "12x", false],
  ["/Err/i", "ERR", true, [[0, 3]]],
  ["/a*/", "b", true, []],
  ["!error", "fine", true, []],
  ["!error", "an error", false],
  ["!/^a/", "ba", true, []],
  ["한", "대한민국", true, [[1, 2]]],
  ["/var/log", "in /var/log", true],
];

for (const [typed, text, matches, places] of CASES) {
  test(`${typed} ${matches ? "fits" : "does not fit"} ${text}`, () => {
    const parsed = parseLineTest(typed);
    assert.ok(parsed.ok && parsed.test !== undefined);
    assert.equal(parsed.test.matches(text), matches);
    if (places !== undefined) assert.deepEqual(parsed.test.places(text), places);
  });
}

test("nothing, and a half of an expression", () => {
  for (const typed of ["", "!", "/"]) {
    const parsed = parseLineTest(typed);
    assert.ok(parsed.ok && parsed.test === undefined, typed);
  }
  assert.equal(parseLineTest("/(a/").ok, false);
});

test("a terminal's controls leave what a person would have seen", () => {
  const cases: [string, string][] = [
    ["\x1b[31mred\x1b[0m\r", "red"],
    ["10%\r 50%\r100%\r", "100%"],
    ["\x1b]0;title\x07$ ls", "$ ls"],
    ["ab\x08c", "ac"],
    ["a\tb", "a        b"],
    ["plain 한글", "plain 한글"],
  ];
  for (const [text, shown] of cases) assert.equal(shownText(text), shown);
});
