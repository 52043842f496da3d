import assert from "node:assert/strict";
import { test } from "node:test";
import { describeOuterTerminal } from "../../../../components/theme/outer-terminal.ts";
import { createTheme, THEME_NAMES } from "../../../../components/theme/theme.ts";
import { createThemes } from "../../../../components/theme/themes.ts";

const TRUE_COLOUR = describeOuterTerminal({ TERM: "xterm", COLORTERM: "truecolor", LANG: "C.UTF-8" });

test("the next theme comes in a circle, on the same background", () => {
  const themes = createThemes({ name: "default", terminal: TRUE_COLOUR, background: "light" });
  const seen = THEME_NAMES.map(() => themes.next());
  assert.deepEqual(seen, [...THEME_NAMES.slice(1), THEME_NAMES[0]]);
  assert.equal(themes.store.getState().background, "light");
});

test("what the terminal tells of its background changes the colours, once", () => {
  const themes = createThemes({ name: "default", terminal: TRUE_COLOUR, background: "dark" });
  const before = themes.store.getState();
  let changes = 0;
  themes.store.subscribe(() => changes++);
  themes.standOn("dark");
  themes.standOn("light");
  themes.standOn("light");
  assert.equal(changes, 1);
  assert.notEqual(themes.store.getState().muted("x"), before.muted("x"));
});

test("each depth of colour gets codes that it knows", () => {
  const table: readonly [env: Record<string, string>, codes: RegExp][] = [
    [{ TERM: "xterm-256color", COLORTERM: "truecolor" }, /^\x1b\[38;2;\d+;\d+;\d+m/],
    [{ TERM: "xterm-kitty" }, /^\x1b\[38;2;/],
    [{ TERM: "tmux-256color" }, /^\x1b\[38;5;\d+m/],
    [{ TERM: "tmux-256color", COLORTERM: "truecolor" }, /^\x1b\[38;2;/],
    [{ TERM: "xterm" }, /^\x1b\[(3|9)[0-7]m/],
    [{ TERM: "linux" }, /^\x1b\[(3|9)[0-7]m/],
    [{ TERM: "linux", NO_COLOR: "1" }, /^x$/],
    [{ TERM: "dumb" }, /^x$/],
  ];
  for (const [env, codes] of table) {
    const terminal = describeOuterTerminal({ LANG: "C.UTF-8", ...env });
    for (const background of ["dark", "light"] as const)
      assert.match(createTheme("default", terminal, background).status.info("x"), codes, JSON.stringify(env));
  }
});

test("every state of a container has a glyph of its own in every kind of font", () => {
  for (const env of [
    { TERM: "xterm", LANG: "C.UTF-8" },
    { TERM: "linux", LANG: "C.UTF-8" },
    { TERM: "xterm" },
  ]) {
    const { running, stopped, paused, failed, created } = createTheme(
      "colour-blind",
      describeOuterTerminal(env),
    ).glyphs;
    assert.equal(new Set([running, stopped, paused, failed, created]).size, 5);
  }
});
