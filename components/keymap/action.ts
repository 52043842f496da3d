import { parseKeyName } from "../input/key-name.ts";
import type { ActionId } from "../words/words.ts";

/** One thing a key does. Dispatch, footer, help, palette and clash detection read the same rows. */
export interface Action {
  /** Stable name that the config file rebinds: "containers.remove". */
  readonly id: string;
  /** As people write them: "ctrl-d", "shift-tab", "G", "[", "f5". */
  readonly keys: readonly string[];
  /** One word for the footer: "remove". */
  readonly label: string;
  /** A sentence for help and palette. */
  readonly description: string;
  /** The place where the keys count: a panel, a tab, an overlay; "everywhere" stands below all of them. */
  readonly where: string;
  /** Left out where who holds the keys of the place does it. */
  run?(): void | Promise<void>;
  /** Why it cannot run now, as a person reads it; undefined when it can. */
  disabledReason?(): string | undefined;
  /** Not shown in the footer (it still is in help). */
  readonly hidden?: boolean;
}

/** A row of the table before it has its texts, which stand in the catalogue under its id. */
export interface ActionRow extends Omit<Action, "label" | "description"> {
  readonly id: ActionId;
}

/** The same rows with keys spelled canonically, and replaced where the config file says so. Throws invalid. */
export function bindActions(
  actions: readonly Action[],
  rebound: Readonly<Record<string, readonly string[]>> = {},
): Action[] {
  return actions.map((action) => ({
    ...action,
    keys: (rebound[action.id] ?? action.keys).map(parseKeyName),
  }));
}
