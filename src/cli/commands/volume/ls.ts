import type { CommandContext, Input } from "../../command.ts";
import type { NAMED_LIST_FLAGS } from "../../flags/volume-flags.ts";
import { printListing } from "../../output/list.ts";

export async function run(
  { flags }: Input<typeof NAMED_LIST_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const volumes = await (await context.engine()).volumes.list();
  printListing({
    rows: volumes.map(({ name, mountpoint, labels, usedBy }) => ({
      Driver: "local",
      Name: name,
      Mountpoint: mountpoint,
      Scope: "local",
      Links: String(usedBy.length),
      Labels: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(","),
    })),
    columns: [
      ["Driver", "DRIVER"],
      ["Name", "VOLUME NAME"],
    ],
    headings: { Mountpoint: "MOUNTPOINT", Links: "LINKS", Labels: "LABELS", Scope: "SCOPE" },
    idField: "Name",
    quiet: flags.quiet,
    format: flags.format,
  });
  return 0;
}
