import type { ActionId } from "../words/words.ts";
import { showKey } from "./show-key.ts";

/** Gives the key that a text may name for an action; undefined when the person unbound it. */
export type KeyOf = (id: ActionId) => string | undefined;

export function createKeyOf(
  actions: readonly { readonly id: string; readonly keys: readonly string[] }[],
): KeyOf {
  const shown = new Map(
    actions.flatMap(({ id, keys: [key] }) => (key === undefined ? [] : [[id, showKey(key)]])),
  );
  return (id) => shown.get(id);
}

/** What stands in a border or a row: the key, or the keys of a pair, and what they do. */
export type NamedKey = readonly [id: ActionId | readonly ActionId[], label: string];

/** Without what the person unbound. */
export function namedKeys(
  keyOf: KeyOf,
  rows: readonly NamedKey[],
): (readonly [keys: string, label: string])[] {
  return rows.flatMap(([id, label]) => {
    const keys = [id].flat().flatMap((one: ActionId) => keyOf(one) ?? []);
    return keys.length === 0 ? [] : [[keys.join(" "), label] as const];
  });
}
