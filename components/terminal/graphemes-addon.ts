import addon from "@xterm/addon-unicode-graphemes";

/** Unpacks its table as this module loads; graphemes.ts says how it must be loaded. */
export const { UnicodeGraphemesAddon } = addon;
