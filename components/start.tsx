import type { StoreRoot } from "../src/base/store-root.ts";

/** Opens the terminal UI on a root; resolves when the person leaves it. */
export async function start(_options: { root: StoreRoot }): Promise<void> {}
