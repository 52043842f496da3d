import { createStore, type StoreApi } from "zustand/vanilla";
import type { CodedError } from "../../src/base/errors.ts";
import type { Completion } from "../../src/stores/complete-path.ts";
import type { SidePanel } from "../../src/stores/view/navigation.ts";
import type { TextField } from "../widgets/text-field.ts";
import type { ChoiceState } from "./choice.ts";
import type { CommandRun } from "./command-run.ts";
import type { Form } from "./form.ts";
import type { HelpState } from "./help.ts";
import type { PaletteState } from "./palette.ts";

/** What lies over the screen and takes all keys; one at a time. */
export type Overlay =
  | { readonly kind: "help"; readonly state: HelpState }
  | { readonly kind: "jobs"; readonly selected: number }
  | { readonly kind: "sessions"; readonly selected: number }
  /** `full`: with what lay under it. */
  | { readonly kind: "error"; readonly error: CodedError; readonly top: number; readonly full?: boolean }
  | { readonly kind: "doctor"; readonly top: number }
  | { readonly kind: "confirm"; readonly question: Question }
  | {
      readonly kind: "prompt";
      readonly prompt: Prompt;
      readonly field: TextField;
      readonly problem?: string;
      readonly choices?: readonly string[];
    }
  | { readonly kind: "choice"; readonly state: ChoiceState }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "palette"; readonly state: PaletteState }
  | { readonly kind: "command"; readonly run: CommandRun }
  /** The line in which a filter is typed; what is filtered follows each key. */
  | { readonly kind: "filter"; readonly target: FilterTarget; readonly field: TextField };

export interface Question {
  readonly title: string;
  /** To whom it is done, where that is not just one. */
  readonly names?: string;
  /** What is done by force. */
  readonly force?: string;
  /** What is lost, what stays, and what can be taken back. */
  readonly lines: readonly string[];
  /** What the key that says yes does: "remove"; left out where only no is an answer. */
  readonly yes?: string;
  readonly run?: () => void;
  /** A way to say yes that goes further, on the key f. */
  readonly further?: { readonly label: string; readonly run: () => void };
}

export interface Prompt {
  readonly title: string;
  readonly hint: string;
  /** Gives what is wrong with the text, to be shown in place; undefined when it was taken. */
  readonly submit: (text: string) => string | undefined;
  /** What tab makes of the text, where it can know how it goes on. */
  readonly complete?: (text: string) => Promise<Completion>;
}

export type FilterTarget =
  | { readonly of: "panel"; readonly panel: SidePanel }
  | { readonly of: "files"; readonly key: string }
  /** Something of its own, told after each key. */
  | { readonly of: "text"; readonly apply: (text: string) => void };

export type OverlayStore = StoreApi<{ readonly overlay: Overlay | undefined }>;

export function createOverlayStore(): OverlayStore {
  return createStore<{ readonly overlay: Overlay | undefined }>()(() => ({ overlay: undefined }));
}
