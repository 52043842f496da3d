import type { InputEvent } from "../input/event.ts";
import { matchesKey } from "../input/key-name.ts";
import type { Action } from "./action.ts";

export type Resolved =
  | { readonly status: "run"; readonly action: Action }
  | { readonly status: "disabled"; readonly action: Action; readonly reason: string };

/**
 * The action that an event means in these places, the nearest place first ("layers", then "everywhere").
 * Undefined when it means none.
 */
export function resolveAction(
  actions: readonly Action[],
  places: readonly string[],
  event: InputEvent,
): Resolved | undefined {
  if (event.type !== "key") return undefined;
  for (const place of places) {
    const action = actions.find(({ where, keys }) => where === place && matchesKey(event, keys));
    if (action === undefined) continue;
    const reason = action.disabledReason?.();
    return reason === undefined ? { status: "run", action } : { status: "disabled", action, reason };
  }
  return undefined;
}

/** The rows that count in these places, nearest first, without those whose every key a nearer place took. */
export function visibleActions(actions: readonly Action[], places: readonly string[]): Action[] {
  const taken = new Set<string>();
  const visible: Action[] = [];
  for (const place of places) {
    const here = actions.filter(({ where }) => where === place);
    visible.push(...here.filter(({ keys }) => keys.some((key) => !taken.has(key))));
    for (const { keys } of here) for (const key of keys) taken.add(key);
  }
  return visible;
}
