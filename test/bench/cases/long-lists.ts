import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "../bench.ts";
import { makeMany } from "../many.ts";
import { median, percentile } from "../percentile.ts";
import type { Outcome, Result } from "../result.ts";
import { openTui, type TuiProcess } from "../tui-process.ts";

const ROWS = 5000;
/** What is typed into the filter; each is taken away again letter by letter. */
const TYPED = ["brave", "e!o", "status=created", "0a", "a b", "bench", "xyz", "!o n", "amazing", "st"];
const CLEARINGS = 40;
const BACKSPACE = "\x7f";
const CTRL_C = "\x03";

/** A list of 5,000 containers: what a key costs that changes which rows are listed, or how they look. */
export async function benchLongLists({ cli }: Bench): Promise<Outcome[]> {
  await using _ = await makeMany(cli, { containers: ROWS, images: 0 });
  await using tui = openTui(cli);
  await tui.shown(`${ROWS} created`);
  await delay(2000);
  const letters = await typeFilters(tui);
  const clearings: number[] = [];
  for (let round = 0; round < CLEARINGS; round += 1) {
    for (const key of ["/", "e", "a"]) await press(tui, key);
    // Not with esc: a lone one waits for bytes that may belong to it, whatever the list.
    clearings.push(await press(tui, CTRL_C));
  }
  const marks: number[] = [];
  for (let round = 0; round < CLEARINGS; round += 1) marks.push(await press(tui, "*"));
  return [
    result("filter key", letters),
    result("the key that clears a filter", clearings),
    result("the key that marks all or takes all marks away", marks),
  ];
}

async function typeFilters(tui: TuiProcess): Promise<number[]> {
  const times: number[] = [];
  for (const text of TYPED) {
    await press(tui, "/");
    for (const letter of text) times.push(await press(tui, letter));
    for (const _ of text) times.push(await press(tui, BACKSPACE));
    await press(tui, CTRL_C);
  }
  return times;
}

/** The milliseconds until the key's frame. */
async function press(tui: TuiProcess, key: string): Promise<number> {
  const tookMs = await tui.timeKey(key);
  // What the main pane reads for the row that is now chosen comes a moment later, as a frame of its own.
  await delay(200);
  return tookMs;
}

function result(what: string, times: readonly number[]): Result {
  const p95Ms = percentile(times, 0.95);
  return {
    what: `TUI, ${ROWS.toLocaleString("en")} rows: ${what}, p95`,
    measured: `${p95Ms.toFixed(1)} ms, p50 ${median(times).toFixed(1)} ms of ${times.length} keys`,
    value: p95Ms,
    limit: 33,
    unit: "ms",
  };
}
