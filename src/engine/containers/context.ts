import type { Driver } from "../../../runtime/index.ts";
import type { Digest } from "../../base/digest.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import type { ImageConfig } from "../../image/config.ts";
import type { ChangedPath } from "../../image/layer/compare.ts";
import type { Database } from "../../state/database.ts";
import type { ChangeFeed } from "../events.ts";

/** What the use cases of containers stand on. */
export interface ContainersContext {
  readonly root: StoreRoot;
  readonly state: Database;
  readonly driver: () => Promise<Driver>;
  readonly images: ImageSource;
  readonly layers: LayerSource;
  /** Changes of containers, made here or by another process. */
  readonly changes: ChangeFeed;
  readonly now: () => number;
  /** Work that nobody waits for now, but that the engine waits for before it closes. */
  readonly later: (work: Promise<unknown>) => void;
}

/** Where a new container's image comes from. */
export interface ImageSource {
  /** Throws `not-found` with a hint, or `invalid`. */
  resolve(ref: string): Promise<ResolvedImage>;
  /** Runs `work` while the image's layers cannot go. Throws `not-found` when they have gone since it was resolved. */
  keep<T>(image: ResolvedImage, work: () => Promise<T>): Promise<T>;
}

export interface ResolvedImage {
  /** As people write it ("starter:latest"); the short id when it was asked for by id. */
  readonly reference: string;
  /** The config's digest. */
  readonly id: Digest;
  readonly config: ImageConfig;
  /** Base first. */
  readonly chainIds: readonly Digest[];
}

/** The unpacked layers. */
export interface LayerSource {
  /** The folders of layers' files in overlay form, in the order asked for. */
  dirs(chainIds: readonly Digest[]): Promise<string[]>;
  /** Whether a directory of a layer hides the same directory of the layers below. */
  isOpaque(chainId: Digest, path: string): Promise<boolean>;
  /** The same for a folder in overlay form that is no layer, such as an upper directory. */
  isOpaqueFolder(dir: string, path: string): Promise<boolean>;
  /** What an upper directory changes on a stack of layers, given base first. */
  changesOf(upperDir: string, chainIds: readonly Digest[]): Promise<ChangedPath[]>;
}
