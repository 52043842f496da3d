import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { imageParts, ociFiles } from "../../support/images.ts";
import { type TarEntry, tar } from "../../support/tar.ts";
import type { Bench } from "../bench.ts";
import { percentile } from "../percentile.ts";
import type { Outcome } from "../result.ts";
import { openTui } from "../tui-process.ts";

const LAYERS = 120;
const FILES = 100_000;
const KEYS = 100;

/** The files of an image of 120 layers with 100,000 files in all: how soon they stand, and how they scroll. */
export async function benchLayers({ cli, dir }: Bench): Promise<Outcome[]> {
  const archive = join(dir, "many-files.tar");
  writeFileSync(archive, tar(...ociFiles({ ...imageParts(layers()), name: "files:1" })));
  await cli.ok("load", "--quiet", "-i", archive);
  rmSync(archive);
  try {
    await using tui = openTui(cli);
    await tui.shown("files:1");
    // The image that all cases use is newer, and stands first.
    tui.press("2");
    await delay(1000);
    const pressedAtMs = performance.now();
    tui.press("j");
    const openedMs = (await tui.shown(`${FILES} files`)) - pressedAtMs;
    tui.press("f");
    // All open: a tree of all rows.
    tui.press("O");
    await delay(1000);
    const times: number[] = [];
    for (let pressed = 0; pressed < KEYS; pressed += 1) {
      times.push(await tui.timeKey("\x1b[6~"));
      await delay(40);
    }
    const p95Ms = percentile(times, 0.95);
    const what = `TUI, ${LAYERS} layers with ${FILES} files`;
    return [
      {
        what: `${what}, from the key to the tree`,
        measured: `${openedMs.toFixed(0)} ms`,
        value: openedMs,
        limit: 1000,
        unit: "ms",
      },
      {
        what: `${what}, a page down, p95`,
        measured: `${p95Ms.toFixed(1)} ms of ${KEYS} keys`,
        value: p95Ms,
        limit: 33,
        unit: "ms",
      },
    ];
  } finally {
    await cli.ok("rmi", "files:1");
  }
}

function layers(): TarEntry[][] {
  const perLayer = Math.ceil(FILES / LAYERS);
  return Array.from({ length: LAYERS }, (_, layer) => {
    const count = Math.min(perLayer, FILES - layer * perLayer);
    return Array.from({ length: count }, (_, file) => ({
      name: `usr/share/part-${file % 40}/layer-${layer}-file-${file}.txt`,
      body: "x",
    }));
  });
}
