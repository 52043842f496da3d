import type { Background } from "./background.ts";
import { type Glyphs, glyphsFor } from "./glyphs.ts";
import type { OuterTerminal } from "./outer-terminal.ts";
import { PALETTES, type Palette } from "./palettes.ts";
import { createStyle, type Look, type Style } from "./style.ts";

export type ThemeName = keyof typeof PALETTES;

/** Every style by its meaning; colour never stands alone, a glyph or a word says the same. */
export interface Theme {
  readonly name: ThemeName;
  readonly terminal: OuterTerminal;
  readonly background: Background;
  readonly glyphs: Glyphs;
  readonly text: Style;
  readonly muted: Style;
  readonly strong: Style;
  readonly accent: Style;
  readonly status: {
    readonly running: Style;
    readonly stopped: Style;
    readonly paused: Style;
    readonly success: Style;
    readonly warning: Style;
    readonly danger: Style;
    readonly info: Style;
  };
  readonly change: {
    readonly added: Style;
    readonly changed: Style;
    readonly removed: Style;
    readonly opaque: Style;
  };
  readonly frame: {
    readonly idle: Style;
    readonly focused: Style;
    /** Round a terminal that gets every key. */
    readonly captured: Style;
    readonly title: Style;
    readonly titleFocused: Style;
  };
  readonly tab: { readonly active: Style; readonly idle: Style };
  /** The selected row of a focused list, and of one that is not. */
  readonly selected: Style;
  readonly selectedIdle: Style;
  readonly marked: Style;
  readonly match: Style;
  readonly matchCurrent: Style;
  readonly key: Style;
  readonly keyLabel: Style;
  readonly disabled: Style;
  readonly bar: { readonly done: Style; readonly rest: Style };
  readonly field: { readonly text: Style; readonly placeholder: Style };
}

export const THEME_NAMES = Object.keys(PALETTES) as ThemeName[];

export function createTheme(
  name: ThemeName,
  terminal: OuterTerminal,
  background: Background = "dark",
): Theme {
  const palette: Palette = PALETTES[name][background];
  const style = (look: Look): Style => createStyle(look, terminal);
  const coloured = (role: keyof Palette, more: Look = {}): Style => style({ ...palette[role], ...more });
  return {
    name,
    terminal,
    background,
    glyphs: glyphsFor(terminal.glyphs),
    text: (text) => text,
    muted: coloured("muted"),
    strong: style({ bold: true }),
    accent: coloured("accent"),
    status: {
      running: coloured("good"),
      stopped: coloured("muted"),
      paused: coloured("caution"),
      success: coloured("good"),
      warning: coloured("caution"),
      danger: coloured("bad", { bold: true }),
      info: coloured("info"),
    },
    change: {
      added: coloured("good"),
      changed: coloured("caution"),
      removed: coloured("bad"),
      opaque: coloured("info"),
    },
    frame: {
      idle: coloured("border"),
      focused: coloured("accent"),
      captured: coloured("caution"),
      title: (text) => text,
      titleFocused: coloured("accent", { bold: true }),
    },
    tab: { active: style({ bold: true, reverse: true }), idle: coloured("muted") },
    selected: style({ reverse: true }),
    selectedIdle: style({ bold: true, underline: name === "high-contrast" }),
    marked: coloured("accent", { bold: true }),
    match: coloured("caution", { underline: true }),
    matchCurrent: coloured("caution", { reverse: true, bold: true }),
    key: coloured("accent", { bold: true }),
    keyLabel: (text) => text,
    disabled: coloured("muted", { dim: name !== "high-contrast" }),
    bar: { done: coloured("accent"), rest: coloured("muted") },
    field: { text: style({ underline: true }), placeholder: coloured("muted", { italic: true }) },
  };
}
