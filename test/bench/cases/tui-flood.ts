import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { Cli } from "../../support/cli.ts";
import type { Result } from "../result.ts";
import { openTui } from "../tui-process.ts";

const FLOOD_MS = 10_000;

/** A terminal in the pane whose program writes as fast as it can: how often the screen is drawn. */
export async function benchFlood(cli: Cli): Promise<Result> {
  const script = "while :; do echo some line of output that comes again and again; done";
  await cli.ok("run", "-dt", "--name", "flood", "bench", "sh", "-c", script);
  try {
    await using tui = openTui(cli);
    await tui.shown("flood");
    tui.press("a");
    await tui.shown("some line of output");
    await delay(2000);
    const before = { bytes: tui.bytes, frames: tui.frames, cpuMs: tui.cpuMs(), atMs: performance.now() };
    await delay(FLOOD_MS);
    const seconds = (performance.now() - before.atMs) / 1000;
    const perSecond = (tui.frames - before.frames) / seconds;
    const share = (tui.cpuMs() - before.cpuMs) / seconds / 10;
    const kilobytes = (tui.bytes - before.bytes) / seconds / 1000;
    // The prefix and d: the keys go back to the panels, for the key that leaves.
    tui.press("\x1dd");
    await delay(500);
    return {
      what: "TUI, a container floods its terminal: frames a second",
      measured: `${perSecond.toFixed(1)} a second, ${kilobytes.toFixed(0)} kB/s, ${share.toFixed(0)} % CPU`,
      value: perSecond,
      unit: "frames/s",
    };
  } finally {
    await cli.ok("rm", "-f", "flood");
  }
}
