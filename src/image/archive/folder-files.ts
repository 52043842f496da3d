import { constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { join, normalize } from "node:path";
import { CodedError } from "../../base/errors.ts";
import type { ArchiveFiles } from "./archive-files.ts";

/** The files of an OCI layout that is a folder. */
export function folderFiles(dir: string, what: string): ArchiveFiles {
  return {
    what,
    async size(name) {
      try {
        const info = await stat(pathIn(dir, name, what));
        return info.isFile() ? info.size : undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async read(name, limitBytes) {
      await using file = await openFile(dir, name, what);
      const { size } = await file.stat();
      if (size > limitBytes) return refuse(what, `${name} has ${size} bytes, more than ${limitBytes}`);
      return file.readFile();
    },
    async open(name) {
      const file = await openFile(dir, name, what);
      return file.createReadStream({ highWaterMark: 1 << 20 });
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function openFile(dir: string, name: string, what: string): Promise<FileHandle> {
  await using opening = new AsyncDisposableStack();
  try {
    // Not to wait for ever at a named pipe.
    const file = opening.use(await open(pathIn(dir, name, what), constants.O_RDONLY | constants.O_NONBLOCK));
    if (!(await file.stat()).isFile()) return refuse(what, `${name} is not a file`);
    opening.move();
    return file;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return refuse(what, `the file ${JSON.stringify(name)} is missing`);
  }
}

function pathIn(dir: string, name: string, what: string): string {
  const clean = normalize(name);
  if (clean.startsWith("..") || clean.startsWith("/"))
    return refuse(what, `the name ${JSON.stringify(name)} leads out of it`);
  return join(dir, clean);
}

function refuse(what: string, reason: string): never {
  throw new CodedError("invalid", "invalid-archive", `read ${what}: ${reason}`, {
    hint: "the archive is incomplete; save or download it again",
  });
}
