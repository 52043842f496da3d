import { baseFiles } from "./base-files.ts";
import type { StrayLibrary } from "./closure.ts";
import type { HostFiles } from "./host-files.ts";

/** One path of the image's root. Paths have no leading slash; everything belongs to root. */
export type RootEntry = { readonly path: string; readonly mode: number; readonly mtimeSeconds: number } & (
  | { readonly kind: "directory" }
  | { readonly kind: "symlink"; readonly target: string }
  | {
      readonly kind: "file";
      readonly sizeBytes: number;
      readonly content: { readonly text: string } | { readonly hostPath: string };
    }
);

/** The whole root in the order of a tar: sorted, each folder before what is in it. */
export function rootEntries(files: HostFiles, strays: readonly StrayLibrary[]): RootEntry[] {
  const entries = new Map<string, RootEntry>();
  const mtimeSeconds = newestSeconds(files);
  for (const file of files.list()) {
    const path = file.path.slice(1);
    entries.set(
      path,
      file.kind === "symlink"
        ? { ...file, path, mode: 0o777 }
        : { ...file, path, content: { hostPath: file.path } },
    );
  }
  for (const { name, path, builtInFolder } of strays) {
    const link = `${builtInFolder.slice(1)}/${name}`;
    if (!entries.has(link))
      entries.set(link, { kind: "symlink", path: link, target: path, mode: 0o777, mtimeSeconds });
  }
  for (const file of baseFiles()) {
    if (entries.has(file.path)) continue;
    entries.set(
      file.path,
      file.kind === "directory"
        ? { ...file, mtimeSeconds }
        : { ...file, mtimeSeconds, sizeBytes: Buffer.byteLength(file.text), content: { text: file.text } },
    );
  }
  for (const path of [...entries.keys()]) {
    for (let parent = parentOf(path); parent !== "" && !entries.has(parent); parent = parentOf(parent)) {
      entries.set(parent, { kind: "directory", path: parent, mode: 0o755, mtimeSeconds });
    }
  }
  return [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Of all files, in seconds since 1970; what we add ourselves gets it too, so that no clock is in the result. */
export function newestSeconds(files: HostFiles): number {
  return files.list().reduce((latest, { mtimeSeconds }) => Math.max(latest, mtimeSeconds), 0);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
