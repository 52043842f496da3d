import type { Digest } from "../base/digest.ts";
import { CodedError } from "../base/errors.ts";
import { shortId } from "../base/ids.ts";
import type { LongAction, Progress } from "../base/progress.ts";
import type { ApplyLayer } from "./layer/apply.ts";
import { chainIdsOf } from "./layer/chain-id.ts";
import type { LayerStore } from "./layer/layer-store.ts";
import { plainDigest } from "./plain-digest.ts";

export interface UnpackTools {
  readonly layers: LayerStore;
  readonly applyLayer: ApplyLayer;
}

/** A layer's blob, and what it must be once it is decompressed. */
export interface PackedLayer {
  readonly diffId: Digest;
  readonly sizeBytes: number;
  /** Where its blob is. */
  readonly path: string;
  /** Whether it is known already that the blob is of this diff id. */
  readonly isVerified: boolean;
}

/** How often a removal by another process may take away what this one builds on. */
const ATTEMPTS = 5;

/**
 * Sees to it that all layers of an image are unpacked, and adds those that were not there before to `brought`, base
 * first, also when it throws.
 */
export async function unpackLayers(
  image: readonly PackedLayer[],
  tools: UnpackTools,
  brought: Set<Digest>,
  action: LongAction = {},
): Promise<void> {
  const chainIds = chainIdsOf(image.map(({ diffId }) => diffId));
  const total = image.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let before = 0;
  for (const [index, layer] of image.entries()) {
    const item = `layer ${index + 1} of ${image.length}`;
    const reported = reportedAs("unpacking", item, before, total, action);
    if (await tools.layers.has(chainIds[index]!)) {
      if (!layer.isVerified) await verifyDiffId(layer, action.signal);
    } else {
      await unpackOne(image, index, chainIds, tools, brought, reported);
    }
    before += layer.sizeBytes;
    action.onProgress?.({ phase: "unpacking", item, done: before, total });
  }
}

/**
 * Unpacks a layer while its blob arrives. True when its bytes were found to be of its diff id, which `verified` says
 * where somebody else finds out; false when it is left to `unpackLayers`, as nobody unpacked what it stands on.
 */
export async function unpackArriving(
  diffIds: readonly Digest[],
  bytes: AsyncGenerator<Buffer>,
  verified: Promise<unknown> | undefined,
  { layers: store, applyLayer }: UnpackTools,
  brought: Set<Digest>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const chainIds = chainIdsOf(diffIds);
  const [chainId, diffId] = [chainIds.at(-1)!, diffIds.at(-1)!];
  const below = chainIds.slice(0, -1);
  if ((await store.has(chainId)) || !(await areThere(below, store))) return false;
  const request = { store, source: { stream: bytes }, diffId, below };
  const action = signal === undefined ? {} : { signal };
  try {
    await applyLayer(verified === undefined ? request : { ...request, verified }, action);
  } catch (error) {
    if (signal?.aborted || !(await wentMeanwhile(error, below, store))) throw error;
    return false;
  }
  brought.add(chainId);
  return true;
}

/** Unpacks one layer, and again what it stands on where another process has taken that away meanwhile. */
async function unpackOne(
  image: readonly PackedLayer[],
  top: number,
  chainIds: readonly Digest[],
  { layers: store, applyLayer }: UnpackTools,
  brought: Set<Digest>,
  action: LongAction,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    let index = top;
    try {
      for (index = 0; index <= top; index += 1) {
        if (await store.has(chainIds[index]!)) continue;
        const { diffId, path } = image[index]!;
        await applyLayer({ store, source: { path }, diffId, below: chainIds.slice(0, index) }, action);
        brought.add(chainIds[index]!);
      }
      return;
    } catch (error) {
      if (action.signal?.aborted || attempt === ATTEMPTS) throw error;
      if (!(await wentMeanwhile(error, chainIds.slice(0, index), store))) throw error;
    }
  }
}

/** Whether the layers below went while one was built on them; by now somebody may have brought them back. */
async function wentMeanwhile(error: unknown, below: readonly Digest[], store: LayerStore): Promise<boolean> {
  const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
  return (code === "ENOENT" && below.length > 0) || !(await areThere(below, store));
}

async function areThere(chainIds: readonly Digest[], store: LayerStore): Promise<boolean> {
  for (const chainId of chainIds) if (!(await store.has(chainId))) return false;
  return true;
}

/** A layer that is unpacked already needs no unpacking, but its new blob might hold something else. */
async function verifyDiffId({ path, diffId }: PackedLayer, signal: AbortSignal | undefined): Promise<void> {
  if ((await plainDigest(path, signal)) === diffId) return;
  throw new CodedError(
    "invalid",
    "diff-id-mismatch",
    `unpack layer ${shortId(diffId)}: its bytes are damaged`,
    {
      hint: "the image is damaged; fetch or make it again",
    },
  );
}

/** The progress of one part as progress of the whole. */
function reportedAs(
  phase: string,
  item: string,
  before: number,
  total: number,
  action: LongAction,
): LongAction {
  const { onProgress, signal } = action;
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: ({ done }: Progress) =>
            onProgress({ phase, item, done: Math.min(total, before + done), total }),
        }),
  };
}
