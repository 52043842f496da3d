import { stat } from "node:fs/promises";
import type { Digest } from "../../base/digest.ts";
import { dropUnreachable } from "../../image/garbage.ts";
import type { ImagesContext } from "./context.ts";

/** Younger blobs may be those of another program (skopeo, umoci) that has not written its index yet. */
const GRACE_MS = 60 * 60 * 1000;

/** Drops what killed processes left: half-made stages and drafts, blobs and layers that no image stands on. */
export async function sweepImages(context: ImagesContext): Promise<void> {
  const { blobs, layers, names, clock } = context;
  await blobs.removeAbandoned();
  await layers.clean();
  await names.transact(async (index) => {
    const old: Digest[] = [];
    for (const digest of await blobs.list()) {
      const { ctimeMs } = await stat(blobs.pathOf(digest));
      if (clock.now() - ctimeMs > GRACE_MS) old.push(digest);
    }
    await dropUnreachable({ blobs: old, chainIds: await layers.list() }, index.names, context);
  });
}
