import { accessSync, constants, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { asCodedError, CodedError } from "../base/errors.ts";

/** SQLite's primary result codes that ask for different answers (sqlite.org/rescode.html). */
const SQLITE = { busy: 5, readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, notDatabase: 26 };

/** Whether the file's bytes are not (any more) those of a healthy database. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === SQLITE.corrupt || code === SQLITE.notDatabase;
}

/** Whether it was for want of disk space. Of its shared memory SQLite only says that it cannot be made. */
export function isDiskFull(error: unknown, file: string): boolean {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "disk-full") return true;
  const primary = primaryCode(error);
  return primary === SQLITE.full || (primary === SQLITE.ioError && freeBytesNear(file) < LITTLE_BYTES);
}

const LITTLE_BYTES = 128 * 1024;

function freeBytesNear(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Words SQLite's errors for a person; gives all others back as they are. */
export function stateError(error: unknown, file: string): unknown {
  if (primaryCode(error) !== undefined && isDiskFull(error, file)) {
    return asCodedError(Object.assign(new Error("full"), { code: "ENOSPC" }), `write ${file}`);
  }
  switch (primaryCode(error)) {
    case undefined:
      return isSystemError(error) ? asCodedError(error, `open ${file}`) : error;
    case SQLITE.busy:
      return new CodedError(
        "unavailable",
        "state-busy",
        `open ${file}: another wherry has been writing to it all the time`,
        {
          hint: "try again; if it stays so, look for a wherry process that hangs",
          cause: error,
        },
      );
    case SQLITE.corrupt:
    case SQLITE.notDatabase:
      return new CodedError("unavailable", "state-damaged", `read ${file}: it is damaged`, {
        hint: `move ${file} away: the next command rebuilds it from the containers' own folders`,
        cause: error,
      });
    case SQLITE.readOnly:
    case SQLITE.cannotOpen:
    case SQLITE.ioError:
      return asCodedError(whyNotWritable(file) ?? error, `open ${file}`);
    default:
      return asCodedError(error, `use ${file}`);
  }
}

/** Of a change that was asked for on a read-only file system. */
export function readOnlyError(file: string): CodedError {
  return asCodedError(Object.assign(new Error("read-only"), { code: "EROFS" }), `write ${file}`);
}

function primaryCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  // The low byte is the primary code, the rest says more (sqlite.org/rescode.html, "extended").
  return typeof code === "number" ? code & 0xff : undefined;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
}

/** SQLite only says "unable to open"; the system's own word is more use. */
function whyNotWritable(file: string): unknown {
  for (const path of [dirname(file), file]) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") return error;
    }
  }
  return undefined;
}
