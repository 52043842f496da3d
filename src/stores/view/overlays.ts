import type { CodedError } from "../../base/errors.ts";
import type { ImageDetails } from "../../engine/images/images.ts";

/** What lies over the screen and takes all keys; one at a time. */
export type Overlay =
  | { readonly kind: "help" }
  | { readonly kind: "jobs" }
  | { readonly kind: "error"; readonly error: CodedError }
  | { readonly kind: "confirm"; readonly question: Question }
  | { readonly kind: "prompt"; readonly prompt: Prompt }
  | { readonly kind: "run"; readonly image: ImageDetails }
  /** The line in which a filter is typed; the list follows each key. */
  | { readonly kind: "filter"; readonly before: string };

export interface Question {
  readonly title: string;
  readonly lines: readonly string[];
  /** What the key that says yes does: "remove". */
  readonly yes: string;
  readonly run: () => void;
}

export interface Prompt {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  /** Gives what is wrong with the text, to be shown in place; undefined when it was taken. */
  readonly submit: (text: string) => string | undefined;
}
