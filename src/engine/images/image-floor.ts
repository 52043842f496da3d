import { CodedError } from "../../base/errors.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import type { Database } from "../../state/database.ts";
import type { ImageSource, LayerSource } from "../containers/context.ts";
import type { ChangeFeed } from "../events.ts";
import type { Images } from "./images.ts";

/** The images of a root as the other families see them, and the family itself. */
export interface ImageFloor {
  readonly family: Images;
  readonly source: ImageSource;
  readonly layers: LayerSource;
}

export interface ImageFloorOptions {
  readonly root: StoreRoot;
  readonly state: Database;
  readonly changes: ChangeFeed;
}

/** Images take part as soon as their parts stand; until then the engine says so. */
export function openImageFloor(_options: ImageFloorOptions): ImageFloor {
  const missing = (): never => {
    throw new CodedError("unavailable", "no-images", "open images: this build has none yet");
  };
  return {
    family: {
      list: async () => [],
      inspect: missing,
      history: missing,
      layers: missing,
      tree: missing,
      tag: missing,
      remove: missing,
      load: missing,
      save: missing,
      import: missing,
      starter: missing,
    },
    source: { resolve: missing },
    layers: { dir: missing, isOpaque: missing, isOpaqueFolder: missing, changesOf: missing },
  };
}
