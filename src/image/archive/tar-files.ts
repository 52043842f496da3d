import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { posix } from "node:path";
import { Readable } from "node:stream";
import { CodedError } from "../../base/errors.ts";
import type { ArchiveFiles } from "./archive-files.ts";
import { indexTar, type TarMember } from "./tar-index.ts";

type TarFile = Extract<TarMember, { kind: "file" }>;

/** The files of an uncompressed tar, read where they lie. */
export async function tarFiles(path: string, what: string, signal?: AbortSignal): Promise<ArchiveFiles> {
  await using opening = new AsyncDisposableStack();
  const file = opening.use(await open(path));
  const members = await indexTar(file, what, signal);
  const held = opening.move();
  const find = (name: string): TarFile =>
    findFile(members, name) ?? refuse(what, `the file ${JSON.stringify(name)} is missing`);
  return {
    what,
    size: async (name) => findFile(members, name)?.sizeBytes,
    async read(name, limitBytes) {
      const { offset, sizeBytes } = find(name);
      if (sizeBytes > limitBytes)
        return refuse(what, `${name} has ${sizeBytes} bytes, more than ${limitBytes}`);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sizeBytes), 0, sizeBytes, offset);
      return bytesRead === sizeBytes ? buffer : refuse(what, "it was cut short while it was read");
    },
    async open(name) {
      const { offset, sizeBytes } = find(name);
      if (sizeBytes === 0) return Readable.from([]);
      const end = offset + sizeBytes - 1;
      return createReadStream(path, { start: offset, end, highWaterMark: 1 << 20 });
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

const LINK_LIMIT = 10;

/** Follows links, which `docker save` once wrote for a layer that several images share. */
function findFile(members: ReadonlyMap<string, TarMember>, name: string): TarFile | undefined {
  let at = posix.normalize(name);
  for (let hops = 0; hops < LINK_LIMIT; hops += 1) {
    const member = members.get(at);
    if (member === undefined || member.kind === "directory") return undefined;
    if (member.kind === "file") return member;
    at = posix.relative("/", posix.resolve("/", posix.dirname(at), member.target));
  }
  return undefined;
}

function refuse(what: string, reason: string): never {
  throw new CodedError("invalid", "invalid-archive", `read ${what}: ${reason}`, {
    hint: "the archive is incomplete; save or download it again",
  });
}
