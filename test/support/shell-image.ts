import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { imageParts, ociFiles } from "./images.ts";
import { makeSmallRoot } from "./small-root.ts";
import { type TarEntry, tar } from "./tar.ts";

/** Writes an archive of an image with a shell and small tools as its base, and these layers over it. */
export function writeShellImage(path: string, name: string, layers: readonly (readonly TarEntry[])[]): void {
  const dir = mkdtempSync(join(tmpdir(), "wherry-shell-image-"));
  try {
    makeSmallRoot(dir);
    writeFileSync(path, tar(...ociFiles({ ...imageParts([folderEntries(dir), ...layers]), name })));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** All that is in a folder, each directory before what is in it. */
function folderEntries(root: string, at = ""): TarEntry[] {
  return readdirSync(join(root, at)).flatMap((child): TarEntry[] => {
    const name = join(at, child);
    const path = join(root, name);
    const status = lstatSync(path);
    const mode = status.mode & 0o7777;
    if (status.isSymbolicLink()) return [{ name, type: "2", linkName: readlinkSync(path), mode }];
    if (!status.isDirectory()) return [{ name, body: readFileSync(path), mode }];
    return [{ name: `${name}/`, type: "5", mode }, ...folderEntries(root, name)];
  });
}
