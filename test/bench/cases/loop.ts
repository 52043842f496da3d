import { randomBytes } from "node:crypto";
import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import { TAR_END, tarHeaderBlock, tarPadding } from "../../../src/image/archive/tar-block.ts";
import { testImages } from "../../support/images.ts";
import type { Bench } from "../bench.ts";
import type { Outcome } from "../result.ts";

const FILES = 20_000;
const FILE_BYTES = 50_000;
const RESOLUTION_MS = 1;

/** How long the loop of the engine's own process stands still at worst, as a face would feel it. */
export async function benchLoop({ dir }: Bench): Promise<Outcome[]> {
  const tar = join(dir, "large.tar");
  await pipeline(rootTar, createWriteStream(tar));
  await using images = await testImages();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await images.images.import({ path: tar }, { reference: "large:1" });
  delay.disable();
  rmSync(tar);
  const longestMs = delay.max / 1e6 - RESOLUTION_MS;
  const p99Ms = delay.percentile(99) / 1e6 - RESOLUTION_MS;
  return [
    {
      what: "longest stall of the loop while a 1 GB image of 20,000 files is imported",
      measured: `${longestMs.toFixed(1)} ms (p99 ${p99Ms.toFixed(1)} ms)`,
      value: longestMs,
      limit: 50,
      unit: "ms",
    },
  ];
}

function* rootTar(): Generator<Buffer> {
  const content = randomBytes(FILE_BYTES);
  for (let index = 0; index < FILES; index += 1) {
    content.writeUInt32LE(index);
    const folder = `dir-${Math.floor(index / 50)}`;
    yield tarHeaderBlock({ name: `${folder}/file-${index}`, kind: "file", sizeBytes: FILE_BYTES });
    yield Buffer.concat([content, tarPadding(FILE_BYTES)]);
  }
  yield TAR_END;
}
