import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { openEngine } from "../../../src/engine/open-engine.ts";
import type { Cli } from "../../support/cli.ts";
import type { Bench } from "../bench.ts";
import { makeMany } from "../many.ts";
import { median, percentile } from "../percentile.ts";
import { monitorOf, proportionalBytes, withChildren } from "../process-memory.ts";
import type { Outcome, Result } from "../result.ts";
import { openTui, type TuiProcess } from "../tui-process.ts";
import { benchFlood } from "./tui-flood.ts";

interface Size {
  readonly containers: number;
  readonly running: number;
  readonly images: number;
}

/** Running ones are what a person looks at; of a thousand, half: more only make the measuring longer. */
const SIZES: readonly Size[] = [
  { containers: 20, running: 20, images: 0 },
  { containers: 100, running: 100, images: 0 },
  { containers: 1000, running: 500, images: 200 },
];

/** The terminal UI on a pty: how soon it stands, how quiet it is, how quick, and how large with all that runs. */
export async function benchTui({ cli, rounds }: Bench): Promise<Outcome[]> {
  const outcomes: Outcome[] = [await benchFlood(cli)];
  {
    const size = { containers: 100, running: 0, images: 0 };
    await using _ = await makeMany(cli, size);
    outcomes.push(...(await rest(cli, size)));
  }
  for (const size of SIZES) {
    await using _ = await makeMany(cli, size);
    const madeAtMs = performance.now();
    outcomes.push(await firstFrame(cli, size, rounds), ...(await keyToFrame(cli, size)));
    // Ages below a minute go on every second; those are over.
    await delay(Math.max(0, madeAtMs + YOUNG_MS - performance.now()));
    outcomes.push(...(await rest(cli, size)));
  }
  return outcomes;
}

const YOUNG_MS = 61_000;

function nameOf({ containers, running, images }: Size): string {
  const mixed = `(${running} running, ${containers - running} created)`;
  const run = running === containers ? "running" : running === 0 ? "created" : mixed;
  const withImages = images === 0 ? "" : ` and ${images} images`;
  return `TUI, ${containers.toLocaleString("en")} containers ${run}${withImages}`;
}

/** Waits until the header counts all that there is; then it stands in the lists too. */
async function listed(tui: TuiProcess, { containers, running, images }: Size): Promise<number> {
  await tui.shown(`${running} running`);
  if (running < containers) await tui.shown(`${containers - running} created`);
  return tui.shown(`${images + 1} image`);
}

async function firstFrame(cli: Cli, size: Size, rounds: number): Promise<Result> {
  const first: number[] = [];
  const whole: number[] = [];
  // The first round fills the compile cache and counts for nothing.
  for (let round = 0; round <= rounds; round += 1) {
    await using tui = openTui(cli);
    const firstMs = (await tui.shown("[1] Containers")) - tui.spawnedAtMs;
    const wholeMs = (await listed(tui, size)) - tui.spawnedAtMs;
    if (round === 0) continue;
    first.push(firstMs);
    whole.push(wholeMs);
  }
  const firstMs = median(first);
  return {
    what: `${nameOf(size)}: from the start to the first frame`,
    measured: [
      `${firstMs.toFixed(0)} ms (median; slowest of ${rounds} ${Math.max(...first).toFixed(0)} ms);`,
      `all lists stand after ${median(whole).toFixed(0)} ms`,
    ].join(" "),
    value: firstMs,
    limit: 300,
    unit: "ms",
  };
}

const KEYS = 200;

async function keyToFrame(cli: Cli, size: Size): Promise<Result[]> {
  await using tui = openTui(cli);
  await listed(tui, size);
  await delay(1000);
  const times: number[] = [];
  // Down and up again, turning before the ends: a key that moves nothing draws nothing.
  const way = Math.min(KEYS / 2, size.containers - 1);
  for (let pressed = 0; pressed < KEYS; pressed += 1) {
    times.push(await tui.timeKey(pressed % (2 * way) < way ? "j" : "k"));
    // As fast as a held key repeats; the rest of the frame has come by then.
    await delay(40);
  }
  const p95Ms = percentile(times, 0.95);
  const residentMib = tui.residentBytes() / MIB;
  return [
    {
      what: `${nameOf(size)}: key to frame, p95`,
      measured: `${p95Ms.toFixed(1)} ms, p50 ${median(times).toFixed(1)} ms of ${KEYS} keys`,
      value: p95Ms,
      limit: 33,
      unit: "ms",
    },
    {
      what: `${nameOf(size)}: resident memory after those keys`,
      measured: `${residentMib.toFixed(1)} MiB`,
      value: residentMib,
      unit: "MiB",
    },
  ];
}

const REST_MS = 60_000;

async function rest(cli: Cli, size: Size): Promise<Result[]> {
  await using tui = openTui(cli);
  await listed(tui, size);
  // What is done once after the start, such as loading the emulator, is over by then.
  await delay(5000);
  const before = { bytes: tui.bytes, frames: tui.frames, cpuMs: tui.cpuMs(), atMs: performance.now() };
  await delay(REST_MS);
  const seconds = (performance.now() - before.atMs) / 1000;
  const share = (tui.cpuMs() - before.cpuMs) / seconds / 10;
  const frames = tui.frames - before.frames;
  const residentMib = tui.residentBytes() / MIB;
  const name = nameOf(size);
  const during = `in ${seconds.toFixed(0)} s`;
  return [
    {
      what: `${name}: frames at rest`,
      measured: `${frames} frames, ${tui.bytes - before.bytes} bytes ${during}`,
      value: frames,
      unit: "frames",
      // The ages of running ones go on: a frame each time that one on the screen does.
      ...(size.running === 0 ? { limit: 0 } : {}),
    },
    {
      what: `${name}: CPU at rest`,
      measured: `${share.toFixed(2)} % ${during}`,
      value: share,
      limit: 0.5,
      unit: "%",
    },
    {
      what: `${name}: resident memory`,
      measured: `${residentMib.toFixed(1)} MiB`,
      value: residentMib,
      unit: "MiB",
      ...(size.containers <= 100 ? { limit: 120 } : {}),
    },
    await totalMemory(cli, size, tui),
  ];
}

const MIB = 1024 * 1024;

/** Everything of the root that runs; what the containers' own programs need is told apart. */
async function totalMemory({ root }: Cli, size: Size, tui: TuiProcess): Promise<Result> {
  await using engine = await openEngine({ root });
  const containers = await engine.containers.list({ all: true });
  const programs = containers.flatMap(({ state }) => (state.status === "running" ? [state.pid] : []));
  const monitors = programs.map(monitorOf);
  const face = sumOfShares(withChildren(tui.pid));
  const monitoring = sumOfShares(monitors);
  const inside = sumOfShares(programs.flatMap(withChildren));
  const total = face + monitoring;
  return {
    what: `${nameOf(size)}: memory of all that runs`,
    measured: [
      `${total.toFixed(1)} MiB (shared pages counted once): the TUI ${face.toFixed(1)},`,
      `${monitors.length} monitors ${monitoring.toFixed(1)}; the containers' own programs ${inside.toFixed(1)} besides`,
    ].join(" "),
    value: total,
    unit: "MiB",
  };
}

function sumOfShares(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + proportionalBytes(pid), 0) / MIB;
}
