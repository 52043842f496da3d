import type { FileHandle } from "node:fs/promises";
import { CodedError } from "../../base/errors.ts";
import { isZero, parseTarHeader, type TarHeader } from "./tar-header.ts";

/** Where a tar file keeps a member's bytes, or what the member points to. */
export type TarMember =
  | { readonly kind: "file"; readonly offset: number; readonly sizeBytes: number }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "directory" };

const BLOCK_BYTES = 512;
const MEMBER_LIMIT = 100_000;
const EXTENSION_LIMIT_BYTES = 1024 * 1024;

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
  let extension: Extension = {};
  for (let offset = 0; ; ) {
    signal?.throwIfAborted();
    const block = await readAt(file, offset, BLOCK_BYTES);
    if (block.length === 0 || isZero(block)) break;
    const header = block.length < BLOCK_BYTES ? undefined : parseTarHeader(block);
    if (header === undefined)
      throw refused(what, offset === 0 ? "it is not a tar archive" : "it is damaged or cut short");
    const sizeBytes = extension.sizeBytes ?? header.sizeBytes;
    const content = offset + BLOCK_BYTES;
    if (hasContent(header.type) && content + sizeBytes > fileBytes) throw refused(what, "it is cut short");
    if (isExtension(header.type)) {
      if (sizeBytes > EXTENSION_LIMIT_BYTES) throw refused(what, "a header in it is too large");
      extension = {
        ...extension,
        ...readExtension(header.type, await readAt(file, content, sizeBytes), what),
      };
    } else {
      add(members, { ...header, ...extension, sizeBytes }, content, what);
      extension = {};
    }
    offset = content + (hasContent(header.type) ? Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES : 0);
  }
  if (members.size === 0) throw refused(what, "it is empty");
  return members;
}

/** What a header before the member's own says about it: pax's, or GNU's for long names. */
interface Extension {
  readonly name?: string;
  readonly linkTarget?: string;
  readonly sizeBytes?: number;
}

function isExtension(type: string): boolean {
  return type === "x" || type === "g" || type === "L" || type === "K";
}

/** Links and directories have none, whatever their size field says. */
function hasContent(type: string): boolean {
  return !["1", "2", "3", "4", "5", "6"].includes(type);
}

function readExtension(type: string, bytes: Buffer, what: string): Extension {
  const text = bytes.toString("utf8").replace(/\0+$/, "");
  if (type === "L") return { name: text };
  if (type === "K") return { linkTarget: text };
  if (type === "g") return {}; // says nothing about where a member is
  const extension: { name?: string; linkTarget?: string; sizeBytes?: number } = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = Number(bytes.toString("latin1", at, space));
    if (space < 0 || !Number.isSafeInteger(length) || length < 5 || at + length > bytes.length) {
      throw refused(what, "it is damaged: a pax header is not valid");
    }
    const record = bytes.toString("utf8", space + 1, at + length - 1);
    const [key, value] = [record.slice(0, record.indexOf("=")), record.slice(record.indexOf("=") + 1)];
    if (key === "path") extension.name = value;
    if (key === "linkpath") extension.linkTarget = value;
    if (key === "size") {
      if (!/^\d{1,15}$/.test(value)) throw refused(what, "it is damaged: a size is not valid");
      extension.sizeBytes = Number(value);
    }
    at += length;
  }
  return extension;
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

function memberOf({ type, sizeBytes, linkTarget }: TarHeader, offset: number): TarMember | undefined {
  if (type === "0" || type === "\0" || type === "7") return { kind: "file", offset, sizeBytes };
  if (type === "1") return { kind: "link", target: `/${linkTarget}` };
  if (type === "2") return { kind: "link", target: linkTarget };
  return type === "5" ? { kind: "directory" } : undefined;
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

function refused(what: string, reason: string): CodedError {
  return new CodedError("invalid", "invalid-archive", `read ${what}: ${reason}`);
}
