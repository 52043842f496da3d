import type { CommandContext, Input } from "../../command.ts";
import type { NAMED_LIST_FLAGS } from "../../flags/volume-flags.ts";
import { printListing } from "../../output/list.ts";

export async function run(
  { flags }: Input<typeof NAMED_LIST_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const networks = await (await context.engine()).networks.list();
  printListing({
    // Those that need nothing made have no id but their name.
    rows: networks.map(({ name, driver }) => ({ ID: name, Name: name, Driver: driver, Scope: "local" })),
    columns: [
      ["ID", "NETWORK ID"],
      ["Name", "NAME"],
      ["Driver", "DRIVER"],
      ["Scope", "SCOPE"],
    ],
    idField: "ID",
    quiet: flags.quiet,
    format: flags.format,
  });
  return 0;
}
