import { setImmediate as nextTurn } from "node:timers/promises";
import { differingPairs } from "../../image/layer/compare.ts";
import type { TreeEntry } from "../../image/layer/tree.ts";
import type { FilesOf, PathDifference } from "./files.ts";
import { openEntry } from "./open-file.ts";
import { type FilesContext, folderOf, type Stack, stackOf } from "./stack.ts";

export async function compareFiles(
  context: FilesContext,
  beforeOf: FilesOf,
  afterOf: FilesOf,
  { signal }: { signal?: AbortSignal } = {},
): Promise<PathDifference[]> {
  const before = await stackOf(context, beforeOf);
  const after = await stackOf(context, afterOf);
  const isSameFile = (old: TreeEntry, now: TreeEntry): boolean =>
    folderOf(before, old) === folderOf(after, now);
  const found: PathDifference[] = [];
  let turn = performance.now();
  for (const { before: old, after: now, unsure } of differingPairs(before.tree, after.tree, isSameFile)) {
    const pair = { path: (now ?? old!).path, before: old, after: now };
    if (!unsure || !(await haveSameBytes([before, old!], [after, now!], signal))) found.push(pair);
    if (performance.now() - turn < TURN_MS) continue;
    signal?.throwIfAborted();
    await nextTurn();
    turn = performance.now();
  }
  return found;
}

const TURN_MS = 15;
const SLICE_BYTES = 256 * 1024;

async function haveSameBytes(
  [before, old]: readonly [Stack, TreeEntry],
  [after, now]: readonly [Stack, TreeEntry],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  await using left = await openEntry(before, old);
  await using right = await openEntry(after, now);
  if (left.sizeBytes !== right.sizeBytes) return false;
  for (let offset = 0; offset < left.sizeBytes; offset += SLICE_BYTES) {
    signal?.throwIfAborted();
    const [one, other] = await Promise.all([left.read(offset, SLICE_BYTES), right.read(offset, SLICE_BYTES)]);
    if (!one.equals(other)) return false;
  }
  return true;
}
