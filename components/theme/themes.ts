import { createStore, type StoreApi } from "zustand/vanilla";
import type { Background } from "./background.ts";
import type { OuterTerminal } from "./outer-terminal.ts";
import { createTheme, THEME_NAMES, type Theme, type ThemeName } from "./theme.ts";

/** The theme that all is drawn with now; changes while the TUI runs. */
export interface Themes {
  readonly store: StoreApi<Theme>;
  /** Switches to the next of the themes; gives its name. */
  next(): ThemeName;
  /** The terminal told what it stands on. */
  standOn(background: Background): void;
}

interface ThemesOptions {
  readonly name: ThemeName;
  readonly terminal: OuterTerminal;
  readonly background: Background;
}

export function createThemes({ name, terminal, background }: ThemesOptions): Themes {
  const store = createStore<Theme>()(() => createTheme(name, terminal, background));
  const draw = (next: ThemeName, on: Background): void =>
    store.setState(createTheme(next, terminal, on), true);
  return {
    store,
    next() {
      const now = store.getState();
      const next = THEME_NAMES[(THEME_NAMES.indexOf(now.name) + 1) % THEME_NAMES.length] ?? now.name;
      draw(next, now.background);
      return next;
    },
    standOn(on) {
      const now = store.getState();
      if (now.background !== on) draw(now.name, on);
    },
  };
}
