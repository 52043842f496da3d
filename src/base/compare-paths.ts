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

const SLASH = 0x2f;
