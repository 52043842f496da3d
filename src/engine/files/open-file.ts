import { asCodedError, CodedError } from "../../base/errors.ts";
import { followPath } from "../../image/layer/follow.ts";
import { openInside } from "../../image/layer/open-inside.ts";
import type { TreeEntry } from "../../image/layer/tree.ts";
import type { FilesOf, OpenedFile } from "./files.ts";
import { type FilesContext, folderOf, type Stack, stackOf } from "./stack.ts";

export async function openFile(context: FilesContext, of: FilesOf, path: string): Promise<OpenedFile> {
  const stack = await stackOf(context, of);
  const entry = followPath(stack.tree, path);
  if (entry === undefined) {
    throw new CodedError("not-found", "file-not-found", `open ${path}: it leads to no file in there`);
  }
  return openEntry(stack, entry);
}

/** Opens an entry of a merged tree, in the one folder that holds it. */
export async function openEntry(stack: Stack, entry: TreeEntry): Promise<OpenedFile> {
  const { path } = entry;
  if (entry.kind !== "file" && entry.kind !== "hardlink") {
    throw new CodedError("invalid", "not-a-file", `open ${path}: it is a ${NAMES[entry.kind]}`);
  }
  try {
    const handle = await openInside(folderOf(stack, entry), path);
    const { size, mode } = await handle.stat();
    return {
      path,
      sizeBytes: size,
      mode: mode & 0o7777,
      async read(offset, lengthBytes) {
        const buffer = Buffer.alloc(lengthBytes);
        let filled = 0;
        while (filled < lengthBytes) {
          const { bytesRead } = await handle.read(buffer, filled, lengthBytes - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return buffer.subarray(0, filled);
      },
      [Symbol.asyncDispose]: () => handle.close(),
    };
  } catch (error) {
    throw asCodedError(error, `open ${path}`);
  }
}

const NAMES: Readonly<Record<TreeEntry["kind"], string>> = {
  file: "file",
  hardlink: "file",
  directory: "directory",
  symlink: "symlink",
  character: "device",
  block: "device",
  fifo: "fifo",
  whiteout: "mark of a removal",
};
