import type { Digest } from "../../base/digest.ts";
import type { Platform } from "../../image/index.ts";
import type { InstallTools } from "../../image/install.ts";
import type { LayerFigures } from "../../image/layer/summary.ts";

/** What the use cases of images stand on. */
export interface ImagesContext extends InstallTools {
  /** Ids of the containers made from an image. */
  readonly usedBy: (imageId: Digest) => readonly string[] | Promise<readonly string[]>;
  /** Says that the images are others now. */
  readonly changed: () => void;
  readonly machine: Platform;
  readonly clock: Clock;
  /** Size and number of files of an unpacked layer; undefined for one that is not unpacked. */
  readonly figures: (chainId: Digest) => Promise<LayerFigures | undefined>;
}

/** When an image made now was made: the environment may fix it, so that builds repeat. */
export interface Clock {
  readonly now: () => number;
  /** SOURCE_DATE_EPOCH: seconds since 1970. */
  readonly sourceDateEpoch: string | undefined;
}
