import { isDeepStrictEqual } from "node:util";

/**
 * A fresh list in which every item that is equal to the old one with its id is that old object, so that what is
 * drawn from it need not be drawn again. When nothing differs it is the old list itself.
 */
export function shareUnchanged<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const known = new Map(before.map((item) => [item.id, item]));
  let same = before.length === after.length;
  const shared = after.map((item, index) => {
    const old = known.get(item.id);
    const kept = old !== undefined && isDeepStrictEqual(old, item) ? old : item;
    if (before[index] !== kept) same = false;
    return kept;
  });
  return same ? before : shared;
}
