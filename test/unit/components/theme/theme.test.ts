import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { describeOuterTerminal } from "../../../../components/theme/outer-terminal.ts";
import { createStyle, type Style } from "../../../../components/theme/style.ts";
import { createTheme, THEME_NAMES } from "../../../../components/theme/theme.ts";

const XTERM = { TERM: "xterm-256color", LANG: "en_US.UTF-8" };

test("the environment tells what the terminal can show", () => {
  const table: [Record<string, string>, object][] = [
    [XTERM, { colourBits: 8, attributes: true, glyphs: "unicode" }],
    [
      { ...XTERM, COLORTERM: "truecolor" },
      { colourBits: 24, attributes: true, glyphs: "unicode" },
    ],
    [
      { ...XTERM, NO_COLOR: "1" },
      { colourBits: 0, attributes: true, glyphs: "unicode" },
    ],
    [
      { ...XTERM, NO_COLOR: "" },
      { colourBits: 8, attributes: true, glyphs: "unicode" },
    ],
    [
      { TERM: "dumb", LANG: "C.UTF-8" },
      { colourBits: 0, attributes: false, glyphs: "ascii" },
    ],
    [
      { TERM: "linux", LANG: "C.UTF-8" },
      { colourBits: 4, attributes: true, glyphs: "console" },
    ],
    [
      { TERM: "screen", LC_ALL: "C", LANG: "C.UTF-8" },
      { colourBits: 4, attributes: true, glyphs: "ascii" },
    ],
    [{}, { colourBits: 0, attributes: false, glyphs: "ascii" }],
  ];
  for (const [env, expected] of table)
    assert.deepEqual(describeOuterTerminal(env), expected, JSON.stringify(env));
});

test("without colour no theme writes a colour, and a dumb terminal gets no sequence at all", () => {
  for (const name of THEME_NAMES) {
    const plain = stylesOf(createTheme(name, describeOuterTerminal({ ...XTERM, NO_COLOR: "1" })));
    for (const style of plain) assert.doesNotMatch(style("x"), /\x1b\[(3\d|4[0-8]|9\d|10\d)[;m]/);
    const dumb = stylesOf(createTheme(name, describeOuterTerminal({ TERM: "dumb" })));
    for (const style of dumb) assert.equal(style("x"), "x");
  }
});

test("the theme of the terminal's own sixteen colours asks for no other", () => {
  const theme = createTheme("terminal", describeOuterTerminal({ ...XTERM, COLORTERM: "truecolor" }));
  for (const style of stylesOf(theme)) assert.doesNotMatch(style("x"), /[34]8;/);
});

test("every style of every theme closes what it opens and keeps the text", () => {
  for (const name of THEME_NAMES) {
    const theme = createTheme(name, describeOuterTerminal({ ...XTERM, COLORTERM: "truecolor" }));
    for (const style of stylesOf(theme)) {
      assert.equal(stripVTControlCharacters(style("text")), "text");
      assert.equal(style(""), "");
    }
  }
});

test("a style inside another gives back to the outer one", () => {
  const terminal = describeOuterTerminal(XTERM);
  const red = createStyle({ colour: { palette: 1 } }, terminal);
  const green = createStyle({ colour: { palette: 2 } }, terminal);
  assert.equal(red(`a${green("b")}c`), "\x1b[31ma\x1b[32mb\x1b[39m\x1b[31mc\x1b[39m");
});

test("the selected row is told apart without any colour", () => {
  const theme = createTheme("default", describeOuterTerminal({ ...XTERM, NO_COLOR: "1" }));
  assert.equal(theme.selected("row"), "\x1b[7mrow\x1b[27m");
});

function stylesOf(value: unknown): Style[] {
  if (typeof value === "function") return [value as Style];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stylesOf) : [];
}

test("signs that a font lacks are written with others of the same width", () => {
  const glyphs = (env: Record<string, string>) =>
    createTheme("default", describeOuterTerminal({ ...XTERM, ...env })).glyphs;
  const row = "a-long-na… 8 × 100% · 3 µs → 한글";
  assert.equal(glyphs({ LANG: "C" }).spell(row), "a-long-na~ 8 x 100% - 3 us > 한글");
  assert.equal(glyphs({ TERM: "linux" }).spell(row), "a-long-na~ 8 x 100% · 3 µs > 한글");
  assert.equal(glyphs({}).spell(row), row);
});
