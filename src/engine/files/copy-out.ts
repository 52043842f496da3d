import { link, open, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { cannotWrite } from "../../base/cannot-write.ts";
import { newId } from "../../base/ids.ts";
import type { FilesOf } from "./files.ts";
import { openFile } from "./open-file.ts";
import type { FilesContext } from "./stack.ts";

/** Writes a copy of a file to the host: whole or not at all, and never over something. */
export async function copyOut(
  context: FilesContext,
  of: FilesOf,
  path: string,
  destination: string,
): Promise<{ path: string }> {
  await using file = await openFile(context, of, path);
  const isFolder = await stat(destination).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  const target = isFolder || destination.endsWith("/") ? join(destination, basename(path)) : destination;
  const draft = join(dirname(target), `.wherry-${newId().slice(0, 12)}`);
  try {
    // What an image calls setuid must not become a setuid program of the host.
    await using copy = await open(draft, "wx", 0o600);
    for (let offset = 0; ; ) {
      const bytes = await file.read(offset, SLICE_BYTES);
      if (bytes.length === 0) break;
      await copy.writeFile(bytes);
      offset += bytes.length;
    }
    await copy.chmod(file.mode & 0o777);
    // A link is made only where nothing stands, a rename would replace it.
    await link(draft, target);
    return { path: target };
  } catch (error) {
    throw cannotWrite(error, `copy to ${target}`, target);
  } finally {
    await rm(draft, { force: true });
  }
}

const SLICE_BYTES = 1024 * 1024;
