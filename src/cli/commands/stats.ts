import { setTimeout as sleep } from "node:timers/promises";
import type { ContainerSummary, Containers } from "../../engine/containers/containers.ts";
import type { ContainerSample } from "../../engine/containers/stats.ts";
import type { CommandContext, Input } from "../command.ts";
import type { STATS_FLAGS } from "../flags/container-flags.ts";
import { printListing } from "../output/list.ts";
import { isTerminal, print } from "../output/streams.ts";
import { statsRow } from "../stats-row.ts";

const INTERVAL_MS = 1000;
/** Long enough for a share of the processor that means something. */
const FIRST_INTERVAL_MS = 500;
const CLEAR = "\x1b[2J\x1b[H";

export async function run(
  { args, flags }: Input<typeof STATS_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { containers } = await context.engine();
  // A name that nobody has is told before anything is shown.
  const named = await Promise.all(args.map((ref) => containers.inspect(ref)));
  const ids = new Set(named.map(({ id }) => id));
  const screen = isTerminal("stdout") && flags.format === undefined && !flags["no-stream"];
  let before = await measure(containers, ids, flags.all);
  for (let intervalMs = FIRST_INTERVAL_MS; ; intervalMs = INTERVAL_MS) {
    await sleep(intervalMs);
    const now = await measure(containers, ids, flags.all);
    if (screen) print(CLEAR);
    printListing({
      rows: now.listed.map((container) =>
        statsRow(container, now.samples.get(container.id), {
          before: before.samples.get(container.id),
          noTrunc: flags["no-trunc"],
        }),
      ),
      columns: [
        ["ID", "CONTAINER ID"],
        ["Name", "NAME"],
        ["CPUPerc", "CPU %"],
        ["MemUsage", "MEM USAGE / LIMIT"],
        ["MemPerc", "MEM %"],
        ["NetIO", "NET I/O"],
        ["BlockIO", "BLOCK I/O"],
        ["PIDs", "PIDS"],
      ],
      headings: { Container: "CONTAINER" },
      idField: "ID",
      quiet: false,
      format: flags.format,
    });
    if (flags["no-stream"]) return 0;
    before = now;
  }
}

interface Measured {
  readonly listed: readonly ContainerSummary[];
  readonly samples: ReadonlyMap<string, ContainerSample>;
}

/** Those that were named, or all that run. */
async function measure(containers: Containers, named: ReadonlySet<string>, all: boolean): Promise<Measured> {
  const known = await containers.list({ all: all || named.size > 0 });
  const listed = named.size === 0 ? known : known.filter(({ id }) => named.has(id));
  const samples = await containers.sample(listed.map(({ id }) => id));
  return { listed, samples: new Map(samples.map((sample) => [sample.id, sample])) };
}
