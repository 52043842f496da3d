import {
  damaged,
  hasTarChecksum,
  parsePax,
  parseTarHeader,
  TAR_BLOCK,
  type TarExtensions,
  type TarHeader,
  tarSize,
  tarTypeFlag,
  untilNul,
} from "./tar-header.ts";

export interface TarHandler {
  entry(header: TarHeader): void;
  /** Parts of the last entry's content, in order; they add up to its size. The bytes may be kept. */
  content(bytes: Buffer): void;
}

/**
 * Reads a tar (v7, ustar, PAX, GNU) as it arrives, without a stream for each file. tar-stream takes names and PAX
 * values for UTF-8 and so loses file capabilities and names in other codes, which layers must not. Throws `invalid`.
 */
export class TarReader {
  readonly #handler: TarHandler;
  #state: State = { at: "header" };
  #extensions: TarExtensions = NO_EXTENSIONS;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #offset = 0;
  #sawHeader = false;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  /** Takes the next bytes of the archive and calls the handler for what they complete. */
  feed(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0 && this.#state.at !== "done") {
      const before = rest.length;
      rest =
        this.#state.at === "content" ? this.#content(this.#state, rest) : this.#blocks(this.#state, rest);
      this.#offset += before - rest.length;
    }
  }

  /** There are no more bytes. Throws when an entry is not complete. */
  end(): void {
    const { at } = this.#state;
    if (!this.#sawHeader && at === "header" && this.#pendingBytes > 0)
      throw damaged("this is no tar archive");
    // umoci leaves out even what fills the last block; a layer's digest says whether that was all.
    const complete =
      ["done", "zeros", "padding"].includes(at) || (at === "header" && this.#pendingBytes === 0);
    if (!complete || this.#extensions !== NO_EXTENSIONS) throw damaged("the archive is cut short");
  }

  #content(state: State & { at: "content" }, bytes: Buffer): Buffer {
    const part = bytes.length <= state.left ? bytes : bytes.subarray(0, state.left);
    this.#handler.content(part);
    const left = state.left - part.length;
    this.#state =
      left > 0 ? { ...state, left } : state.padding > 0 ? { at: "padding", size: state.padding } : HEADER;
    return bytes.subarray(part.length);
  }

  /** Everything but content comes in pieces of a size known before. */
  #blocks(state: Exclude<State, { at: "content" | "done" }>, bytes: Buffer): Buffer {
    const wanted = "size" in state ? state.size : TAR_BLOCK;
    const missing = wanted - this.#pendingBytes;
    if (bytes.length < missing) {
      this.#pending.push(bytes);
      this.#pendingBytes += bytes.length;
      return bytes.subarray(bytes.length);
    }
    const tail = bytes.subarray(0, missing);
    const piece = this.#pending.length === 0 ? tail : Buffer.concat([...this.#pending, tail], wanted);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#state = this.#take(state, piece);
    return bytes.subarray(missing);
  }

  #take(state: Exclude<State, { at: "content" | "done" }>, piece: Buffer): State {
    switch (state.at) {
      case "header":
        return this.#header(piece);
      case "extension":
        this.#extend(state.flag, Buffer.from(piece.subarray(0, state.bytes)));
        return HEADER;
      case "padding":
        return HEADER;
      case "zeros":
        if (!isZero(piece)) throw damaged(`one empty block, then more, before byte ${this.#offset}`);
        return { at: "done" };
    }
  }

  #header(block: Buffer): State {
    if (isZero(block)) return { at: "zeros" };
    if (!hasTarChecksum(block)) {
      throw damaged(
        this.#sawHeader ? `no header where one must be, near byte ${this.#offset}` : "this is no tar archive",
      );
    }
    this.#sawHeader = true;
    const flag = tarTypeFlag(block);
    if (EXTENSIONS.includes(flag)) {
      const bytes = tarSize(block);
      if (!(bytes >= 0 && bytes <= EXTENSION_MAX_BYTES)) throw damaged("an extension header is too large");
      return bytes === 0 ? HEADER : { at: "extension", flag, bytes, size: bytes + padding(bytes) };
    }
    const header = parseTarHeader(block, this.#extensions);
    this.#extensions = NO_EXTENSIONS;
    this.#handler.entry(header);
    if (header.sizeBytes === 0) return HEADER;
    return { at: "content", left: header.sizeBytes, padding: padding(header.sizeBytes) };
  }

  #extend(flag: string, body: Buffer): void {
    // A global header ("g") may say anything of every entry; to Docker and umoci it says nothing, nor does it to us.
    if (flag === "x") this.#extensions = { ...this.#extensions, pax: parsePax(body) };
    if (flag === "L") this.#extensions = { ...this.#extensions, longName: untilNul(body, 0, body.length) };
    if (flag === "K")
      this.#extensions = { ...this.#extensions, longLinkName: untilNul(body, 0, body.length) };
  }
}

type State =
  | { readonly at: "header" }
  | { readonly at: "extension"; readonly flag: string; readonly bytes: number; readonly size: number }
  | { readonly at: "content"; readonly left: number; readonly padding: number }
  | { readonly at: "padding"; readonly size: number }
  /** After the first of the two empty blocks that end an archive. */
  | { readonly at: "zeros" }
  | { readonly at: "done" };

const HEADER: State = { at: "header" };
const NO_EXTENSIONS: TarExtensions = { pax: new Map(), longName: undefined, longLinkName: undefined };
/** PAX for one entry, PAX for all, GNU's long name and long link name. */
const EXTENSIONS = ["x", "g", "L", "K"];
const EXTENSION_MAX_BYTES = 1 << 20;

function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

function padding(bytes: number): number {
  return (TAR_BLOCK - (bytes % TAR_BLOCK)) % TAR_BLOCK;
}
