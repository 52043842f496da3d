import { createContext, use } from "react";
import type { StoreApi } from "zustand/vanilla";
import type { Stores } from "../src/stores/stores.ts";
import type { ConfigProblem } from "./config/problem.ts";
import type { Action } from "./keymap/action.ts";
import type { HeldKeys } from "./keymap/held-keys.ts";
import type { Lending } from "./lending.ts";
import type { OverlayStore } from "./overlays/overlay.ts";
import type { Palette } from "./overlays/palette.ts";
import type { Terminals } from "./terminals.ts";
import type { Theme } from "./theme/theme.ts";
import type { Words } from "./words/words.ts";

/** What every part of the screen may use. Made once; what changes lies in stores. */
export interface Ui {
  readonly stores: Stores;
  readonly theme: Theme;
  readonly words: Words;
  readonly size: StoreApi<{ readonly columns: number; readonly rows: number }>;
  /** The time in ms, in steps coarse enough that ages drawn from it seldom change. */
  readonly clock: StoreApi<number>;
  /** The time in ms, in small steps while something is under way, for what moves meanwhile. */
  readonly beat: StoreApi<number>;
  readonly terminals: Terminals;
  /** The key that takes the keys back from a program in its terminal. */
  readonly prefix: string;
  /** Lines of the config file that do not count; empty when all do. */
  readonly configProblems: readonly ConfigProblem[];
  readonly held: HeldKeys;
  readonly lending: Lending;
  readonly overlays: OverlayStore;
  readonly actions: readonly Action[];
  readonly palette: Palette;
}

export const UiContext = createContext<Ui | undefined>(undefined);

export function useUi(): Ui {
  const ui = use(UiContext);
  if (ui === undefined) throw new Error("draw: a part of the screen stands outside of the app");
  return ui;
}
