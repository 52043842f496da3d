import { statSync } from "node:fs";
import { dirname } from "node:path";
import { asCodedError, CodedError } from "./errors.ts";

/** Why no file could be made at a path that a person chose, and what they can do about it. */
export function cannotWrite(thrown: unknown, doing: string, path: string): CodedError {
  const error = asCodedError(thrown, doing);
  const cause = thrown;
  const obstacle = obstacleOn(path);
  switch ((thrown as NodeJS.ErrnoException | undefined)?.code) {
    case "EEXIST":
      return new CodedError("conflict", "file-exists", `${doing}: something is already there`, {
        hint: "choose another path, or remove what is there first",
        cause,
      });
    case "ENOENT":
      if (obstacle === undefined) return error;
      return new CodedError("not-found", "no-such-folder", `${doing}: ${obstacle} is not there`, {
        hint: `make the folder ${dirname(path)} first, or choose another path`,
        cause,
      });
    case "ENOTDIR":
      if (obstacle === undefined) return error;
      return new CodedError("invalid", "not-a-folder", `${doing}: ${obstacle} is no folder`, {
        hint: "choose another path",
        cause,
      });
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new CodedError(error.kind, error.code, error.message, {
        hint: "choose a folder that you may write in",
        cause,
      });
    default:
      return error;
  }
}

/** The first folder on the way to the path that is missing, or is something else; undefined when all are there. */
function obstacleOn(path: string): string | undefined {
  const folder = dirname(path);
  return isFolder(folder) ? undefined : (obstacleOn(folder) ?? folder);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
