import type { FileHandle } from "node:fs/promises";
import { CodedError } from "../../base/errors.ts";
import {
  hasTarChecksum,
  parsePax,
  parseTarHeader,
  TAR_BLOCK,
  type TarExtensions,
  type TarHeader,
  tarSize,
  tarTypeFlag,
  untilNul,
} from "../layer/tar-header.ts";

/** Where a tar file keeps a member's bytes, or what the member points to. */
export type TarMember =
  | { readonly kind: "file"; readonly offset: number; readonly sizeBytes: number }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "directory" };

const MEMBER_LIMIT = 100_000;
const EXTENSION_LIMIT_BYTES = 1024 * 1024;
const NO_EXTENSIONS: TarExtensions = { pax: new Map(), longName: undefined, longLinkName: undefined };

/**
 * Reads all headers of a tar file and none of its contents. Names are cleaned: no "./", no slash at the end.
 * Throws `invalid` for a file that is no tar, that is cut short, or whose names are absolute, climb or repeat.
 */
export async function indexTar(
  file: FileHandle,
  what: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, TarMember>> {
  const members = new Map<string, TarMember>();
  const { size: fileBytes } = await file.stat();
  let extensions = NO_EXTENSIONS;
  for (let offset = 0; ; ) {
    signal?.throwIfAborted();
    const block = await readAt(file, offset, TAR_BLOCK);
    if (block.length === 0 || isZero(block)) break;
    if (block.length < TAR_BLOCK || !hasTarChecksum(block)) {
      throw offset === 0
        ? refused(what, "it is not a tar archive", NO_ARCHIVE_HINT)
        : refused(what, "it is damaged or cut short");
    }
    const flag = tarTypeFlag(block);
    const content = offset + TAR_BLOCK;
    if (isExtension(flag)) {
      const sizeBytes = tarSize(block);
      if (!(sizeBytes >= 0 && sizeBytes <= EXTENSION_LIMIT_BYTES))
        throw refused(what, "a header in it is too large");
      extensions = extend(extensions, flag, await readAt(file, content, sizeBytes));
      offset = content + padded(sizeBytes);
    } else {
      const header = parseTarHeader(block, extensions);
      extensions = NO_EXTENSIONS;
      if (content + header.sizeBytes > fileBytes) throw refused(what, "it is cut short");
      add(members, header, content, what);
      offset = content + padded(header.sizeBytes);
    }
  }
  if (members.size === 0) throw refused(what, "it is empty");
  return members;
}

/** PAX for one entry and for all, GNU's long name and long link name. */
function isExtension(flag: string): boolean {
  return flag === "x" || flag === "g" || flag === "L" || flag === "K";
}

function extend(extensions: TarExtensions, flag: string, body: Buffer): TarExtensions {
  if (flag === "x") return { ...extensions, pax: parsePax(body) };
  if (flag === "L") return { ...extensions, longName: untilNul(body, 0, body.length) };
  if (flag === "K") return { ...extensions, longLinkName: untilNul(body, 0, body.length) };
  return extensions; // a global one says nothing about where a member is
}

function add(members: Map<string, TarMember>, header: TarHeader, offset: number, what: string): void {
  const name = cleanName(header.name, what);
  const member = memberOf(header, offset);
  if (name === "" || member === undefined) return;
  const before = members.get(name);
  if (before?.kind === "directory" && member.kind === "directory") return;
  // Readers differ in which of two they take, so a second one is never meant well.
  if (before !== undefined) throw refused(what, `it has ${JSON.stringify(name)} twice`);
  if (members.size >= MEMBER_LIMIT) throw refused(what, `it has more than ${MEMBER_LIMIT} members`);
  members.set(name, member);
}

function memberOf({ type, sizeBytes, linkName }: TarHeader, offset: number): TarMember | undefined {
  switch (type) {
    case "file":
      return { kind: "file", offset, sizeBytes };
    case "hardlink":
      return { kind: "link", target: `/${linkName}` };
    case "symlink":
      return { kind: "link", target: linkName };
    case "directory":
      return { kind: "directory" };
    default:
      return undefined;
  }
}

function cleanName(name: string, what: string): string {
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (name.startsWith("/") || parts.includes("..") || name.includes("\0")) {
    throw refused(what, `the name ${JSON.stringify(name)} leads out of it`);
  }
  return parts.join("/");
}

async function readAt(file: FileHandle, offset: number, count: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, offset);
  return buffer.subarray(0, bytesRead);
}

function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

function padded(sizeBytes: number): number {
  return Math.ceil(sizeBytes / TAR_BLOCK) * TAR_BLOCK;
}

const NO_ARCHIVE_HINT = "give one that docker save, podman save or wherry save has written";

function refused(what: string, reason: string, hint?: string): CodedError {
  return new CodedError(
    "invalid",
    "invalid-archive",
    `read ${what}: ${reason}`,
    hint === undefined ? {} : { hint },
  );
}
