import type { ActionId } from "../words/words.ts";
import type { Action } from "./action.ts";
import { showKey } from "./show-key.ts";

/** Gives the key that a text may name for an action; undefined when the person unbound it. */
export type KeyOf = (id: ActionId) => string | undefined;

export function createKeyOf(actions: readonly Action[]): KeyOf {
  return (id) => {
    const key = actions.find((action) => action.id === id)?.keys[0];
    return key === undefined ? undefined : showKey(key);
  };
}
