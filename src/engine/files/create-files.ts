import { compareFiles } from "./compare.ts";
import { copyOut } from "./copy-out.ts";
import type { Files } from "./files.ts";
import { openFile } from "./open-file.ts";
import { type FilesContext, stackOf } from "./stack.ts";
import { wasteOf } from "./waste.ts";
import { writtenBytes } from "./written.ts";

/** The files family. */
export function createFiles(context: FilesContext): Files {
  return {
    tree: async (of) => (await stackOf(context, of)).tree,
    open: (of, path) => openFile(context, of, path),
    copyOut: (of, path, destination) => copyOut(context, of, path, destination),
    compare: (before, after, options) => compareFiles(context, before, after, options),
    waste: (of) => wasteOf(context, of),
    writtenBytes: (ref) => writtenBytes(context, ref),
  };
}
