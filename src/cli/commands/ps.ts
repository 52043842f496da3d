import type { CommandContext, Input } from "../command.ts";
import { containerFilter } from "../container-filter.ts";
import { containerRow } from "../container-row.ts";
import type { PS_FLAGS } from "../flags/container-flags.ts";
import { parseCount } from "../flags/values.ts";
import { printListing } from "../output/list.ts";

export async function run({ flags }: Input<typeof PS_FLAGS>, context: CommandContext): Promise<number> {
  const last = flags.latest ? 1 : flags.last === undefined ? -1 : parseCount(flags.last, "--last", -1);
  const accepts = containerFilter(flags.filter);
  // Docker: a filter by state looks at those that do not run too.
  const all = flags.all || last >= 0 || flags.filter.some((text) => /^(status|exited)=/.test(text));
  const { containers } = await context.engine();
  const found = (await containers.list({ all })).filter(accepts);
  const shown = last >= 0 ? found.slice(0, last) : found;
  const nowMs = Date.now();
  printListing({
    rows: shown.map((container) => containerRow(container, { noTrunc: flags["no-trunc"], nowMs })),
    columns: [
      ["ID", "CONTAINER ID"],
      ["Image", "IMAGE"],
      ["Command", "COMMAND"],
      ["RunningFor", "CREATED"],
      ["Status", "STATUS"],
      ["Ports", "PORTS"],
      ["Names", "NAMES"],
    ],
    headings: { CreatedAt: "CREATED AT", State: "STATE", Labels: "LABELS", Image: "IMAGE" },
    idField: "ID",
    quiet: flags.quiet,
    format: flags.format,
  });
  return 0;
}
