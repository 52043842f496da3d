import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Digest } from "../../src/base/digest.ts";
import { type AppliedLayer, applyLayer } from "../../src/image/layer/apply.ts";
import { createLayerStore, type LayerStore } from "../../src/image/layer/layer-store.ts";
import { type TarEntry, tar } from "./tar.ts";
import { temporaryFolder } from "./temporary.ts";

/** A layer store in a temporary folder that unpacks tars one on top of the other. */
export interface TestLayers extends AsyncDisposable {
  readonly folder: string;
  readonly store: LayerStore;
  /** Chain ids so far, base first. */
  readonly chain: Digest[];
  /** Puts one more layer on the stack. */
  add(...entries: readonly TarEntry[]): Promise<AppliedLayer>;
  addTar(bytes: Buffer): Promise<AppliedLayer>;
  /** The folder of the layer added last, or of an earlier one. */
  fs(layer?: number): string;
}

export async function testLayers(): Promise<TestLayers> {
  const folder = await temporaryFolder();
  const store = createLayerStore({ dir: join(folder.path, "layers") });
  const chain: Digest[] = [];
  const addTar = async (bytes: Buffer): Promise<AppliedLayer> => {
    const applied = await applyLayer({ store, source: { stream: pieces(bytes) }, below: [...chain] });
    chain.push(applied.chainId);
    return applied;
  };
  return {
    folder: folder.path,
    store,
    chain,
    add: (...entries) => addTar(tar(...entries)),
    addTar,
    fs: (layer = chain.length - 1) => store.dirOf(chain[layer]!).fsDir,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Bytes in parts of an odd size, so that headers and contents fall across their borders. */
export async function* pieces(bytes: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Why a test that needs powers over owners and devices cannot run here; false when it can. */
export function needsRoot(): string | false {
  const powers = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "utf8"));
  const administers = powers?.[1] !== undefined && (BigInt(`0x${powers[1]}`) & (1n << 21n)) !== 0n;
  return process.getuid?.() === 0 && administers ? false : "needs root with CAP_SYS_ADMIN";
}
