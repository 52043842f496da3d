import { type Action, bindActions } from "./action.ts";
import { type Clash, findClashes } from "./clashes.ts";

/** Keys of the person's own that do not count, since another action has them in the same place. */
export interface RefusedKeys {
  readonly id: string;
  readonly key: string;
  readonly other: string;
}

/**
 * Binds a preset's keys, and over them the person's own. Where their own would leave two actions on one key in one
 * place, the later of them falls back to the preset.
 */
export function rebindActions(
  actions: readonly Action[],
  preset: Readonly<Record<string, readonly string[]>>,
  own: Readonly<Record<string, readonly string[]>>,
): { readonly actions: Action[]; readonly refused: readonly RefusedKeys[] } {
  const kept = { ...own };
  const refused: RefusedKeys[] = [];
  for (;;) {
    const bound = bindActions(actions, { ...preset, ...kept });
    const clash = firstOwnClash(findClashes(bound), kept);
    if (clash === undefined) return { actions: bound, refused };
    refused.push(clash);
    delete kept[clash.id];
  }
}

function firstOwnClash(
  clashes: readonly Clash[],
  own: Readonly<Record<string, readonly string[]>>,
): RefusedKeys | undefined {
  for (const { key, actions } of clashes) {
    const id = actions.findLast((one) => own[one] !== undefined);
    const other = actions.find((one) => one !== id);
    if (id !== undefined && other !== undefined) return { id, key, other };
  }
  return undefined;
}
