import assert from "node:assert/strict";
import { test } from "node:test";
import {
  columnsOf,
  cut,
  cutMiddle,
  cutReference,
  cutStart,
  fit,
  printable,
  sliceColumns,
} from "../../../../components/widgets/text.ts";

const TEXTS = [
  "",
  "plain",
  "한글과 漢字",
  "e\u0301te\u0301",
  "👨‍👩‍👧 family 👍🏽",
  "\x1b[31mred\x1b[39m and \x1b[1mbold 한글\x1b[22m",
  "\x1b]8;;http://x\x07link\x1b]8;;\x07",
];

test("widths count cells, not units, and styles not at all", () => {
  assert.deepEqual(TEXTS.map(columnsOf), [0, 5, 11, 3, 12, 17, 4]);
});

test("a text that is fitted is exactly as wide as asked, in every alignment", () => {
  for (const text of TEXTS) {
    for (let columns = 0; columns <= 24; columns++) {
      for (const align of ["left", "right", "center"] as const) {
        assert.equal(columnsOf(fit(text, columns, align)), columns, `${JSON.stringify(text)} in ${columns}`);
      }
    }
  }
});

test("a text is cut between graphemes and marked", () => {
  assert.equal(cut("plain text", 6), "plain…");
  assert.equal(cut("한글과", 5), "한글…");
  assert.equal(fit("한글과", 4), "한 …");
  assert.equal(cut("plain", 5), "plain");
  assert.equal(cut("plain", 1), "…");
  assert.equal(cut("plain", 0), "");
  assert.equal(cut("plain", 2, "..."), "pl");
});

test("a text that is cut at its start keeps its end", () => {
  assert.equal(cutStart("usr/bin/bash", 8), "…in/bash");
  assert.equal(cutStart("usr/bin/bash", 12), "usr/bin/bash");
  assert.equal(cutStart("한글과", 5), "…글과");
  assert.equal(cutStart("한글과", 4), "… 과");
  assert.equal(cutStart("plain", 1), "…");
  assert.equal(cutStart("plain", 0), "");
});

test("a name that is cut in its middle keeps both ends, more of the last", () => {
  assert.equal(cutMiddle("shop-frontend-web-1", 12), "shop…d-web-1");
  assert.equal(cutMiddle("shop-web-1", 10), "shop-web-1");
  assert.equal(cutMiddle("한글과漢字", 8), "한… 漢字");
  for (let columns = 0; columns < 12; columns++) {
    assert.ok(columnsOf(cutMiddle("a 한글 name", columns)) <= columns, String(columns));
  }
});

test("a reference that is cut keeps its last name and its tag", () => {
  const shorter = (text: string, columns: number) => cutReference(text, columns);
  assert.equal(shorter("example.org/shop/web:2.4", 24), "example.org/shop/web:2.4");
  assert.equal(shorter("example.org/shop/web:2.4", 23), "…/shop/web:2.4");
  assert.equal(shorter("example.org/shop/web:2.4", 13), "…/web:2.4");
  assert.equal(shorter("example.org/shop/web:2.4", 8), "…web:2.4");
  assert.equal(shorter("example.org/shop/web:2.4", 7), "web:2.4");
  assert.equal(shorter("example.org/shop/web:2.4", 6), "we…2.4");
  assert.equal(shorter("example.org/shop/web:latest", 13), "…/shop/web");
  assert.equal(shorter("postgresql-server:17.2", 14), "postg…ver:17.2");
});

test("a cut text closes every style that it opened", () => {
  assert.equal(cut("\x1b[31mred and more\x1b[39m", 4), "\x1b[31mred…\x1b[39m");
});

test("a part of a text keeps the styles that were open before it", () => {
  assert.equal(sliceColumns("\x1b[31mabcdef\x1b[39m", 2, 4), "\x1b[31mcd\x1b[39m");
  assert.equal(sliceColumns("a한b", 2, 4), " b");
});

test("text from outside cannot act on the terminal", () => {
  assert.equal(printable("a\x1b[2Jb\x1b]0;title\x07c\x07\r\nd"), "abc\ufffd\ufffd\ufffdd");
  assert.equal(printable("tab\there"), "tab  here");
  assert.equal(printable("\u202eevil"), "\ufffdevil");
  assert.equal(printable("한글 ok é"), "한글 ok é");
  assert.equal(printable("torn \x1b["), "torn \ufffd[");
});
