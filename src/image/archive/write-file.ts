import { randomBytes } from "node:crypto";
import { open, rename, rm, stat } from "node:fs/promises";
import { cannotWrite } from "../../base/cannot-write.ts";
import { CodedError } from "../../base/errors.ts";

/**
 * Writes a file that appears as a whole or not at all; a file that was there stays until then. What is no ordinary
 * file (a device, a pipe) is written to as it is.
 */
export async function writeFileWhole(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    if (await isSpecial(path)) return await write(path, chunks, "w");
    const partial = `${path}.${randomBytes(6).toString("hex")}.partial`;
    try {
      await write(partial, chunks, "wx");
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw cannotWrite(error, `write ${path}`, path);
  }
}

async function write(path: string, chunks: AsyncIterable<Uint8Array>, flags: string): Promise<void> {
  await using file = await open(path, flags, 0o644);
  for await (const chunk of chunks) await file.writeFile(chunk);
  if ((await file.stat()).isFile()) await file.sync();
}

async function isSpecial(path: string): Promise<boolean> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) throw new CodedError("invalid", "is-a-folder", `write ${path}: it is a folder`);
    return !info.isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
