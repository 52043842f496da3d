import { isDeepStrictEqual } from "node:util";
import type { Steps } from "../../base/steps.ts";
import type { FileModel, FileNode } from "./file-model.ts";

/** Whether two readings of a tree show the same. What a node only derives from the others is not looked at. */
export function* sameModel(before: FileModel, after: FileModel): Steps<boolean> {
  if (before.nodes.length !== after.nodes.length || before.sizeBytes !== after.sizeBytes) return false;
  for (const [index, node] of after.nodes.entries()) {
    if (!sameNode(before.nodes[index]!, node)) return false;
    if (index % STEP === STEP - 1) yield;
  }
  return before.compares === after.compares;
}

const STEP = 1000;

function sameNode(before: FileNode, after: FileNode): boolean {
  return (
    before.path === after.path &&
    before.mark === after.mark &&
    before.sizeBytes === after.sizeBytes &&
    isDeepStrictEqual(before.entry, after.entry)
  );
}
