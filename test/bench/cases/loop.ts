import { randomBytes } from "node:crypto";
import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import { openEngine } from "../../../src/engine/open-engine.ts";
import { TAR_END, tarHeaderBlock, tarPadding } from "../../../src/image/archive/tar-block.ts";
import type { Bench } from "../bench.ts";
import type { Outcome } from "../result.ts";

const FILES = 20_000;
const FILE_BYTES = 50_000;
const RESOLUTION_MS = 1;

/** How long the loop of a face stands still at worst: the engine works in the same process, as in the terminal UI. */
export async function benchLoop({ dir, cli }: Bench): Promise<Outcome[]> {
  const tar = join(dir, "large.tar");
  await pipeline(rootTar, createWriteStream(tar));
  await using engine = await openEngine({ root: cli.root, longWorkApart: true });
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await engine.images.import({ path: tar }, { reference: "large:1" });
  delay.disable();
  rmSync(tar);
  await engine.images.remove("large:1");
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
