import { stat } from "node:fs/promises";
import type { Digest } from "../../base/digest.ts";
import { dropUnreachable } from "../../image/garbage.ts";
import type { ImagesContext } from "./context.ts";

/**
 * What is younger may belong to an image in the making: blobs of another program (skopeo, umoci) that has not written
 * its index yet, layers that another wherry has just unpacked.
 */
const GRACE_MS = 60 * 60 * 1000;

/** Drops what killed processes left: half-made stages and drafts, blobs and layers that no image stands on. */
export async function sweepImages(context: ImagesContext): Promise<void> {
  const { blobs, layers, names, clock } = context;
  await blobs.removeAbandoned();
  await layers.clean();
  await names.transact(async (index) => {
    const oldOnes = async (digests: readonly Digest[], pathOf: (digest: Digest) => string) => {
      const old: Digest[] = [];
      for (const digest of digests) {
        if (clock.now() - (await stat(pathOf(digest))).ctimeMs > GRACE_MS) old.push(digest);
      }
      return old;
    };
    const candidates = {
      blobs: await oldOnes(await blobs.list(), blobs.pathOf),
      chainIds: await oldOnes(await layers.list(), (chainId) => layers.dirOf(chainId).dir),
    };
    if (candidates.blobs.length + candidates.chainIds.length === 0) return;
    await dropUnreachable(candidates, index.names, context);
  });
}
