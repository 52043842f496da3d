import assert from "node:assert/strict";
import { test } from "node:test";
import { describeOuterTerminal } from "../../../../components/theme/outer-terminal.ts";
import { chooseWords } from "../../../../components/words/choose-words.ts";
import { english } from "../../../../components/words/english.ts";
import { korean } from "../../../../components/words/korean.ts";
import type { Words } from "../../../../components/words/words.ts";

const cases: [env: Record<string, string>, words: Words][] = [
  [{}, english],
  [{ LANG: "C.UTF-8" }, english],
  [{ LANG: "en_US.UTF-8" }, english],
  [{ LANG: "ko_KR.UTF-8" }, korean],
  [{ LANG: "ko.utf8" }, korean],
  [{ LANG: "ko_KR.UTF-8@something" }, korean],
  [{ LANG: "kok_IN.UTF-8" }, english],
  [{ LANG: "de_DE.UTF-8" }, english],
  [{ LANG: "en_US.UTF-8", LC_MESSAGES: "ko_KR.UTF-8" }, korean],
  [{ LANG: "ko_KR.UTF-8", LC_MESSAGES: "C" }, english],
  [{ LANG: "ko_KR.UTF-8", LC_ALL: "C.UTF-8" }, english],
  [{ LANG: "C", LC_ALL: "ko_KR.UTF-8" }, korean],
  [{ LANG: "ko_KR.UTF-8", LC_ALL: "", LC_MESSAGES: "" }, korean],
  [{ LANG: "ko_KR.UTF-8", LC_TIME: "en_US.UTF-8" }, korean],
  // Where Hangul cannot be shown, words that can be read are better.
  [{ LANG: "ko_KR.EUC-KR" }, english],
  [{ LANG: "ko_KR" }, english],
  [{ LANG: "ko_KR.UTF-8", TERM: "linux" }, english],
  [{ LANG: "ko_KR.UTF-8", TERM: "dumb" }, english],
];

test("the locale chooses the language, where the terminal can show it", () => {
  for (const [given, words] of cases) {
    const env = { TERM: "xterm-256color", ...given };
    assert.equal(chooseWords({ env, terminal: describeOuterTerminal(env) }), words, JSON.stringify(given));
  }
});

test("a language asked for goes before the locale", () => {
  const env = { TERM: "linux", LANG: "en_US.UTF-8" };
  const terminal = describeOuterTerminal(env);
  assert.equal(chooseWords({ env, terminal, language: "ko" }), korean);
  assert.equal(chooseWords({ env: { LANG: "ko_KR.UTF-8" }, terminal, language: "en" }), english);
});
