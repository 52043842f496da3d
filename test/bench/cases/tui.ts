import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { Cli } from "../../support/cli.ts";
import type { Bench } from "../bench.ts";
import { makeMany } from "../many.ts";
import type { Outcome, Result } from "../result.ts";
import { openTui } from "../tui-process.ts";

/** The terminal UI on a pty: how soon it stands, how quiet it is, how quick, and how large. */
export async function benchTui({ cli, rounds }: Bench): Promise<Outcome[]> {
  const outcomes = [await firstFrame(cli, rounds)];
  {
    await using _ = await makeMany(cli, { containers: 100, images: 0 });
    outcomes.push(...(await rest(cli)));
  }
  await using _ = await makeMany(cli, { containers: 1000, images: 200 });
  outcomes.push(await keyToFrame(cli));
  return outcomes;
}

async function firstFrame(cli: Cli, rounds: number): Promise<Result> {
  const times: number[] = [];
  // The first round fills the compile cache and counts for nothing.
  for (let round = 0; round <= rounds; round += 1) {
    await using tui = openTui(cli);
    const tookMs = (await tui.shown("[1] Containers")) - tui.spawnedAtMs;
    await tui.shown("bench");
    if (round > 0) times.push(tookMs);
  }
  const medianMs = part(times, 0.5);
  const slowest = `slowest of ${rounds} ${Math.max(...times).toFixed(0)} ms`;
  return {
    what: "TUI, from its start to its first frame",
    measured: `${medianMs.toFixed(0)} ms (median; ${slowest})`,
    value: medianMs,
    limit: 300,
    unit: "ms",
  };
}

const REST_MS = 12_000;

async function rest(cli: Cli): Promise<Result[]> {
  await using tui = openTui(cli);
  await tui.shown("100 created");
  // What is done once after the start, such as loading the emulator, is over by then.
  await delay(3000);
  const before = { bytes: tui.bytes, cpuMs: tui.cpuMs(), atMs: performance.now() };
  await delay(REST_MS);
  const share = (100 * (tui.cpuMs() - before.cpuMs)) / (performance.now() - before.atMs);
  const bytes = tui.bytes - before.bytes;
  const mib = tui.residentBytes() / 1024 / 1024;
  const seconds = REST_MS / 1000;
  return [
    {
      what: "TUI at rest, output",
      measured: `${bytes} bytes in ${seconds} s`,
      value: bytes,
      limit: 0,
      unit: "bytes",
    },
    {
      what: "TUI at rest, CPU",
      measured: `${share.toFixed(2)} % in ${seconds} s`,
      value: share,
      limit: 0.5,
      unit: "%",
    },
    {
      what: "TUI with 100 containers, resident memory",
      measured: `${mib.toFixed(1)} MiB`,
      value: mib,
      limit: 120,
      unit: "MiB",
    },
  ];
}

const KEYS = 200;

async function keyToFrame(cli: Cli): Promise<Result> {
  await using tui = openTui(cli);
  await tui.shown("1000 created");
  await tui.shown("201 images");
  await delay(1000);
  const times: number[] = [];
  for (let pressed = 0; pressed < KEYS; pressed += 1) {
    const drawn = tui.nextOutput();
    const pressedAtMs = performance.now();
    tui.press(pressed < KEYS / 2 ? "j" : "k");
    times.push((await drawn) - pressedAtMs);
    // As fast as a held key repeats; the rest of the frame has come by then.
    await delay(40);
  }
  const p95Ms = part(times, 0.95);
  return {
    what: "TUI, key to frame with 1,000 containers and 200 images, p95",
    measured: `${p95Ms.toFixed(1)} ms (median ${part(times, 0.5).toFixed(1)} ms of ${KEYS} keys)`,
    value: p95Ms,
    limit: 33,
    unit: "ms",
  };
}

/** The value below which this part of them lies. */
function part(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
