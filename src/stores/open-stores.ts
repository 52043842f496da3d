import type { StoreRoot } from "../base/store-root.ts";
import { createStores, type Stores, type StoreWords } from "./stores.ts";

/** The stores over the engine of this root, whose code is loaded only once the first frame can stand. */
export function openStores(root: StoreRoot, words: StoreWords): Stores {
  return createStores(async () => {
    const { openEngine } = await import("../engine/open-engine.ts");
    return openEngine({ root, longWorkApart: true });
  }, words);
}
