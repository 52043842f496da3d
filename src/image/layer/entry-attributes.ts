import { refusedPath } from "./entry-path.ts";
import type { FileAttributes, FileTime } from "./entry-record.ts";
import type { TarHeader } from "./tar-header.ts";
import type { TreeEntry } from "./tree.ts";

/** What a tar header asks for, without the extended attributes that mean something on another machine only. */
export function attributesOf({ name, mode, uid, gid, mtime, xattrs }: TarHeader): FileAttributes {
  return { mode, uid, gid, mtime, xattrs: acceptedXattrs(name, xattrs) };
}

export function attributesOfEntry({ mode, uid, gid, mtimeSeconds, xattrs = {} }: TreeEntry): FileAttributes {
  const values = Object.entries(xattrs).map(([name, value]) => [name, Buffer.from(value, "base64")] as const);
  return { mode, uid, gid, mtime: exactTime(mtimeSeconds), xattrs: new Map(values) };
}

/** The tree's entry for a tar header; a hard link's is made from its target instead. */
export function treeEntry(path: string, header: TarHeader): TreeEntry {
  const { type: kind, mode, uid, gid, sizeBytes, mtime, linkName, device } = header;
  const xattrs = acceptedXattrs(header.name, header.xattrs);
  return {
    path,
    kind,
    // Linux keeps no mode for symlinks.
    mode: kind === "symlink" ? 0o777 : mode,
    uid,
    gid,
    sizeBytes,
    mtimeSeconds: secondsOf(mtime),
    ...(kind === "symlink" ? { linkTarget: linkName } : {}),
    ...(kind === "character" || kind === "block" ? { device } : {}),
    ...xattrsForTree(xattrs),
  };
}

export function xattrsForTree(xattrs: ReadonlyMap<string, Buffer>): Pick<TreeEntry, "xattrs"> {
  if (xattrs.size === 0) return {};
  return { xattrs: Object.fromEntries([...xattrs].map(([name, value]) => [name, value.toString("base64")])) };
}

export function secondsOf({ seconds, nanoseconds }: FileTime): number {
  return seconds + nanoseconds / 1e9;
}

export function exactTime(mtimeSeconds: number): FileTime {
  const seconds = Math.floor(mtimeSeconds);
  return { seconds, nanoseconds: Math.min(999_999_999, Math.round((mtimeSeconds - seconds) * 1e9)) };
}

/** A directory that a tar implies without an entry for it. */
export function defaultDirectory(path: string, mtime: FileTime): TreeEntry {
  return {
    path,
    kind: "directory",
    mode: 0o755,
    uid: 0,
    gid: 0,
    sizeBytes: 0,
    mtimeSeconds: secondsOf(mtime),
  };
}

/** A mark that removes what lower layers have; nothing but its path means anything. */
export function whiteoutEntry(path: string): TreeEntry {
  return { path, kind: "whiteout", mode: 0, uid: 0, gid: 0, sizeBytes: 0, mtimeSeconds: 0 };
}

function acceptedXattrs(path: string, xattrs: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  if (xattrs.size === 0) return xattrs;
  const own = [...xattrs.keys()].find((name) => /^(trusted|user)\.overlay\./.test(name));
  // The overlay would obey them: redirects, opaque marks, another layer's identity.
  if (own !== undefined) throw refusedPath(path, `the attribute ${own} is the overlay's own`);
  return new Map([...xattrs].filter(([name]) => !OF_THE_MACHINE.includes(name)));
}

/** Labels and rules of the machine where the image was made; umoci leaves the same ones out. */
const OF_THE_MACHINE = ["security.selinux", "system.nfs4_acl", "security.ima", "security.evm"];
