import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { CodedError } from "../../base/errors.ts";
import { pathToBytes } from "./path-bytes.ts";

/**
 * Opens a regular file in a folder for reading. Each step opens one name in an open directory and follows no symlink,
 * so that whatever the folder holds, and whoever changes it meanwhile, nothing outside of it is ever read.
 */
export async function openInside(dir: string, path: string): Promise<FileHandle> {
  const names = path.split("/");
  if (names.some((name) => name === "" || name === "." || name === "..")) throw notAFile(path);
  let at = await open(dir, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      const place = Buffer.concat([Buffer.from(`/proc/self/fd/${at.fd}/`), pathToBytes(name)]);
      // A fifo must not be waited for, nor a device be touched: the kind is looked at before anything is read.
      const kind = isLast ? constants.O_NONBLOCK | constants.O_NOCTTY : constants.O_DIRECTORY;
      const next = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | kind).catch(
        (error: NodeJS.ErrnoException) => {
          throw ["ELOOP", "ENOTDIR", "ENXIO"].includes(error.code ?? "") ? notAFile(path) : error;
        },
      );
      await at.close();
      at = next;
    }
    if (!(await at.stat()).isFile()) throw notAFile(path);
    return at;
  } catch (error) {
    await at.close().catch(() => undefined);
    throw error;
  }
}

function notAFile(path: string): CodedError {
  return new CodedError("invalid", "not-a-file", `read ${JSON.stringify(path)}: it is no regular file`);
}
