import assert from "node:assert/strict";

/** What a runtime itself puts into a container's root, as arguments of list-files: nobody's image says what it is. */
export const RUNTIME_FILES = [
  "dev",
  "proc",
  "sys",
  ...["hosts", "hostname", "resolv.conf", "mtab"].map((name) => `etc/${name}`),
  ".dockerenv",
];

/** All that is to be seen of a file, but its path. */
export interface ListedFile {
  readonly type: string;
  readonly mode: string;
  readonly owner: string;
  readonly sizeBytes: string;
  readonly mtime: string;
  readonly device: string;
  readonly hash: string;
  readonly target: string;
  readonly xattrs: readonly string[];
  /** The first of all names of the file, where it has several. */
  readonly firstName: string;
}

/** What list-files printed, by path. */
export function parseListing(output: string): Record<string, ListedFile> {
  const rows = output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t"))
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  const names = new Map<string, string>();
  return Object.fromEntries(
    rows.map((row) => {
      const [path = "", type = "", mode = "", uid, gid, sizeBytes = "", mtime = "", device = "", inode = ""] =
        row;
      const [hash = "", target = "", ...xattrs] = row.slice(9);
      const firstName = names.get(inode) ?? path;
      names.set(inode, firstName);
      const file: ListedFile = {
        ...{ type, mode, owner: `${uid}:${gid}`, sizeBytes, mtime, device, hash, target, xattrs },
        firstName,
      };
      return [path, file];
    }),
  );
}

const started = Date.now() / 1000 - 60;

/** Holds two listings together, file by file. */
export function expectSameListing(
  ours: Record<string, ListedFile>,
  theirs: Record<string, ListedFile>,
): void {
  assert.ok(Object.keys(theirs).length > 45, "there are too few files to compare");
  assert.deepEqual(Object.keys(ours).sort(), Object.keys(theirs).sort());
  for (const [path, file] of Object.entries(theirs)) {
    // A folder that no layer has an entry of, or that a runtime put a file in, has its time from the clock.
    const fromClock = file.type === "d" && Number(file.mtime) > started;
    assert.deepEqual(fromClock ? { ...ours[path], mtime: file.mtime } : ours[path], file, path);
  }
}
