import { CodedError } from "../../base/errors.ts";

/**
 * The names that lead to a tar entry from the root of the layer: "./a", "/a" and "a//b/../c" are cleaned as Docker
 * does it, [] is the root. A path that climbs above the root is refused: no honest tool writes one, and clamping it
 * (as umoci does) would put a file where nobody asked for it.
 */
export function entryNames(path: string, what = "path"): string[] {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") names.push(name);
    else if (names.pop() === undefined) throw refusedPath(path, `its ${what} leads out of the layer`);
  }
  if (path.includes("\0")) throw refusedPath(path, `its ${what} has a NUL inside`);
  // What the kernel takes; the bytes are at most three for each unit.
  if (path.length > 4095) throw refusedPath(`${path.slice(0, 60)}…`, `its ${what} is too long`);
  return names;
}

export function refusedPath(path: string, reason: string): CodedError {
  return new CodedError("invalid", "tar-refused", `unpack ${JSON.stringify(path)}: ${reason}`, {
    hint: "the layer is damaged or hostile; do not use this image",
  });
}
