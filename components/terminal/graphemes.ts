import type { Terminal } from "@xterm/headless";

/** Makes the terminal count columns by grapheme clusters, as a terminal does that draws emoji whole. */
export function countByGraphemes(terminal: Terminal): void {
  terminal.loadAddon(new UnicodeGraphemesAddon());
}

const { UnicodeGraphemesAddon } = await withoutBufferPool(() => import("./graphemes-addon.ts"));

/**
 * The addon unpacks its table as it loads, and reads the head from the start of the buffer's memory: out of Node's
 * pool that is whatever happens to stand there, and loading fails or widths are wrong.
 */
async function withoutBufferPool<T>(work: () => Promise<T>): Promise<T> {
  const { poolSize } = Buffer;
  Buffer.poolSize = 0;
  try {
    return await work();
  } finally {
    Buffer.poolSize = poolSize;
  }
}
