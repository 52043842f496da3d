import { formatBytes } from "../../base/units.ts";
import type { DiskUse } from "../../engine/system/system.ts";
import type { CommandContext, Input } from "../command.ts";
import type { DF_FLAGS } from "../flags/system-flags.ts";
import { printListing } from "../output/list.ts";

export async function run({ flags }: Input<typeof DF_FLAGS>, context: CommandContext): Promise<number> {
  const uses = await (await context.engine()).system.diskUse();
  printListing({
    rows: uses.map(row),
    columns: [
      ["Type", "TYPE"],
      ["TotalCount", "TOTAL"],
      ["Active", "ACTIVE"],
      ["Size", "SIZE"],
      ["Reclaimable", "RECLAIMABLE"],
    ],
    idField: "Type",
    quiet: false,
    format: flags.format,
  });
  return 0;
}

/** In the words of `docker system df`; the trash is ours. */
function row({ kind, count, active, sizeBytes, freeableBytes }: DiskUse): Record<string, string> {
  const share = sizeBytes === 0 ? "" : ` (${Math.round((freeableBytes / sizeBytes) * 100)}%)`;
  return {
    Type: { images: "Images", containers: "Containers", volumes: "Local Volumes", trash: "Trash" }[kind],
    TotalCount: String(count),
    Active: String(active),
    Size: formatBytes(sizeBytes),
    Reclaimable: `${formatBytes(freeableBytes)}${share}`,
  };
}
