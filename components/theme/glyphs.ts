import type { OuterTerminal } from "./outer-terminal.ts";

export interface Glyphs {
  readonly running: string;
  readonly stopped: string;
  readonly paused: string;
  readonly failed: string;
  readonly created: string;
  readonly ok: string;
  readonly warning: string;
  readonly selected: string;
  readonly marked: string;
  readonly ascending: string;
  readonly descending: string;
  readonly collapsed: string;
  readonly expanded: string;
  readonly ellipsis: string;
  readonly separator: string;
  readonly barDone: string;
  readonly barRest: string;
  readonly scrollThumb: string;
  readonly scrollTrack: string;
  readonly added: string;
  readonly changed: string;
  readonly removed: string;
  readonly opaque: string;
  readonly spinner: readonly string[];
  readonly box: BoxGlyphs;
  /** Writes a row with what the font has; signs that texts hold and it lacks become others of the same width. */
  readonly spell: (row: string) => string;
}

export interface BoxGlyphs {
  readonly topLeft: string;
  readonly topRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  readonly horizontal: string;
  readonly vertical: string;
  /** A vertical line that something comes out of to the right. */
  readonly tee: string;
}

export function glyphsFor(kind: OuterTerminal["glyphs"]): Glyphs {
  if (kind === "ascii") return ASCII;
  return kind === "console" ? CONSOLE : UNICODE;
}

const UNICODE: Glyphs = {
  running: "●",
  stopped: "○",
  paused: "◐",
  failed: "✗",
  created: "◌",
  ok: "✓",
  warning: "!",
  selected: "▌",
  marked: "◆",
  ascending: "↑",
  descending: "↓",
  collapsed: "▸",
  expanded: "▾",
  ellipsis: "…",
  separator: "·",
  barDone: "▓",
  barRest: "░",
  scrollThumb: "┃",
  scrollTrack: "│",
  added: "+",
  changed: "~",
  removed: "-",
  opaque: "⊘",
  spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
  box: {
    topLeft: "╭",
    topRight: "╮",
    bottomLeft: "╰",
    bottomRight: "╯",
    horizontal: "─",
    vertical: "│",
    tee: "├",
  },
  spell: (row) => row,
};

/** Signs of texts and of cutting, and what is written for them: one letter each. */
const SPELLINGS: Readonly<Record<string, string>> = {
  "…": "~",
  "×": "x",
  "·": "-",
  µ: "u",
  "↑": "^",
  "↓": "v",
  "←": "<",
  "→": ">",
};

const ASCII: Glyphs = {
  running: "*",
  stopped: "o",
  paused: "=",
  failed: "x",
  created: ".",
  ok: "v",
  warning: "!",
  selected: ">",
  marked: "#",
  ascending: "^",
  descending: "v",
  collapsed: ">",
  expanded: "v",
  ellipsis: "~",
  separator: "-",
  barDone: "#",
  barRest: ".",
  scrollThumb: "#",
  scrollTrack: "|",
  added: "+",
  changed: "~",
  removed: "-",
  opaque: "%",
  spinner: ["|", "/", "-", "\\"],
  box: {
    topLeft: "+",
    topRight: "+",
    bottomLeft: "+",
    bottomRight: "+",
    horizontal: "-",
    vertical: "|",
    tee: "+",
  },
  spell: (row) => row.replace(/[…×·µ↑↓←→]/g, (sign) => SPELLINGS[sign] ?? sign),
};

/** The fonts of the Linux console have the boxes of code page 437, and few of the rest. */
const CONSOLE: Glyphs = {
  ...ASCII,
  barDone: "▓",
  barRest: "░",
  selected: "▌",
  separator: "·",
  box: {
    topLeft: "┌",
    topRight: "┐",
    bottomLeft: "└",
    bottomRight: "┘",
    horizontal: "─",
    vertical: "│",
    tee: "├",
  },
  spell: (row) => row.replace(/[…×↑↓←→]/g, (sign) => SPELLINGS[sign] ?? sign),
};
