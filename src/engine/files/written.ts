import { walkEntries } from "../../image/layer/walk.ts";
import { type FilesContext, partsOf } from "./stack.ts";

/** Adds up while it reads: no tree is made of what may be very many files. */
export async function writtenBytes(context: FilesContext, ref: string): Promise<number> {
  const { upper } = await partsOf(context, { of: "container", ref });
  let sizeBytes = 0;
  if (upper === undefined) return sizeBytes;
  for await (const { entry } of walkEntries(upper.dir, { content: false })) {
    if (entry.kind === "file") sizeBytes += entry.sizeBytes;
  }
  return sizeBytes;
}
