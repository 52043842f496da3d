/** The order of a tree: name by name, so that "a/b" stands before "a-b". */
export function comparePaths(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i += 1) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a === b) continue;
    // A slash ends a name, and the shorter name comes first.
    if (a === SLASH) return -1;
    return b === SLASH ? 1 : a - b;
  }
  return left.length - right.length;
}

/** The paths of two lists in that order; what stands in both comes at once. */
export function* pairByPath<T extends { readonly path: string }>(
  before: readonly T[],
  after: readonly T[],
): Generator<readonly [before: T | undefined, after: T | undefined]> {
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]];
    const order = old === undefined ? 1 : now === undefined ? -1 : comparePaths(old.path, now.path);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
    yield [order <= 0 ? old : undefined, order >= 0 ? now : undefined];
  }
}

const SLASH = 0x2f;
