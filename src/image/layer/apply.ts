import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Digest } from "../../base/digest.ts";
import { asCodedError, CodedError } from "../../base/errors.ts";
import type { LongAction } from "../../base/progress.ts";
import { nextChainId } from "./chain-id.ts";
import { decompress } from "./compression.ts";
import { EntryEncoder } from "./entry-encoder.ts";
import { ExpansionLimit } from "./expansion-limit.ts";
import { startJailfs } from "./jailfs.ts";
import { LayerBuilder } from "./layer-builder.ts";
import type { LayerDraft, LayerStore } from "./layer-store.ts";
import { damaged } from "./tar-header.ts";
import { TarReader } from "./tar-reader.ts";
import type { Tree } from "./tree.ts";

/** `applyLayer`'s shape, for those who get it as an argument. */
export type ApplyLayer = (request: ApplyRequest, action?: LongAction) => Promise<AppliedLayer>;

export interface ApplyRequest {
  readonly store: LayerStore;
  /** The layer's blob as it is stored; the caller has checked, or checks, the blob's own digest. */
  readonly source: LayerSource;
  /** What the uncompressed tar must hash to; left out (import), it is whatever comes. */
  readonly diffId?: Digest;
  /** Where somebody else finds out whether the source is of the diff id: then it is not hashed here, but waited for. */
  readonly verified?: Promise<unknown>;
  /** Chain ids of the layers below, base first; all in the store. */
  readonly below: readonly Digest[];
}

export type LayerSource = { readonly path: string } | { readonly stream: AsyncIterable<Uint8Array> };

export interface AppliedLayer {
  readonly diffId: Digest;
  readonly chainId: Digest;
  readonly tree: Tree;
}

/**
 * Unpacks one layer into the store: plain, gzip or zstd, told by its bytes. Gives back at once what is there already.
 * Throws `invalid` for a tar that is cut short, damaged, hostile, or not of the diff id; `unavailable` when the disk
 * is full; the signal's reason when aborted. Whatever is thrown, nothing is kept. Progress counts bytes of the source.
 */
export async function applyLayer(request: ApplyRequest, action: LongAction = {}): Promise<AppliedLayer> {
  const { store, diffId, below } = request;
  action.signal?.throwIfAborted();
  if (diffId !== undefined) {
    const chainId = nextChainId(below.at(-1), diffId);
    if (await store.has(chainId)) return { diffId, chainId, tree: await store.readTree(chainId) };
  }
  const doing = `unpack layer${diffId === undefined ? "" : ` ${diffId}`}`;
  await using draft = await store.draft();
  const stack = await store.takeStack(below);
  const { tree, found } = await unpack(request, action, draft, stack, doing);
  const chainId = nextChainId(below.at(-1), found);
  if (diffId !== undefined && found !== diffId) {
    throw new CodedError("invalid", "diff-id-mismatch", `${doing}: its content has the digest ${found}`, {
      hint: "the image is damaged; fetch or make it again",
    });
  }
  await request.verified;
  await draft.commit(chainId, tree);
  await store.giveStack(stack, tree, chainId);
  return { diffId: found, chainId, tree };
}

async function unpack(
  request: ApplyRequest,
  { signal, onProgress }: LongAction,
  draft: LayerDraft,
  stack: Awaited<ReturnType<LayerStore["takeStack"]>>,
  doing: string,
): Promise<{ tree: Tree; found: Digest }> {
  const lowers = request.below.flatMap((chainId) => ["--lower", request.store.dirOf(chainId).fsDir]);
  await using jailfs = startJailfs(["apply", draft.fsDir, ...lowers], doing);
  const encoder = new EntryEncoder((bytes, written) => jailfs.write(bytes, written));
  const builder = new LayerBuilder(stack.root, (record) => encoder.put(record));
  let wanted = false;
  const reader = new TarReader({
    entry: (header) => {
      wanted = builder.add(header);
    },
    content: (bytes) => {
      if (wanted) encoder.content(bytes);
    },
  });
  const hash = request.verified === undefined ? createHash("sha256") : undefined;
  const limit = new ExpansionLimit(doing);
  try {
    const source = counted(request.source, limit, onProgress);
    for await (const bytes of untilAborted(decompress(source), signal)) {
      hash?.update(bytes);
      limit.expanded(bytes.length);
      reader.feed(bytes);
      await jailfs.drained();
    }
    reader.end();
    // A layer that somebody described may be nothing at all; what is imported is a file that came out empty.
    if (limit.expandedBytes === 0 && request.diffId === undefined) throw damaged("the archive is empty");
    const tree = await finish(builder, jailfs);
    encoder.flush();
    await jailfs.finish();
    signal?.throwIfAborted();
    return { tree, found: hash === undefined ? request.diffId! : `sha256:${hash.digest("hex")}` };
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof CodedError ? error : asCodedError(error, doing);
  }
}

/** The end of a large layer is much work at once; other things get their turn in between. */
async function finish(builder: LayerBuilder, jailfs: { drained(): Promise<void> }): Promise<Tree> {
  const work = builder.finish();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await jailfs.drained();
    await nextTurn();
  }
}

/** Stops at once when told to, even while the source says nothing. */
async function* untilAborted<T>(
  source: AsyncGenerator<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  if (signal === undefined) {
    yield* source;
    return;
  }
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  aborted.catch(() => undefined);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { value, done } = await Promise.race([source.next(), aborted]);
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    // Not waited for: a source that is silent would not hear it until it speaks.
    void source.return(undefined).catch(() => undefined);
  }
}

async function* counted(
  source: LayerSource,
  limit: ExpansionLimit,
  onProgress: LongAction["onProgress"],
): AsyncGenerator<Uint8Array> {
  const total = "path" in source ? (await stat(source.path)).size : undefined;
  let done = 0;
  const bytes =
    "path" in source ? createReadStream(source.path, { highWaterMark: READ_BYTES }) : source.stream;
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
    done += chunk.length;
    limit.read(chunk.length);
    yield chunk;
    onProgress?.({ phase: "unpack", done, ...(total === undefined ? {} : { total }), unit: "bytes" });
  }
}

const READ_BYTES = 1024 * 1024;
