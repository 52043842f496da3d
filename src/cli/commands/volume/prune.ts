import { formatBytes } from "../../../base/units.ts";
import { confirmed } from "../../ask.ts";
import type { CommandContext, Input } from "../../command.ts";
import type { VOLUME_PRUNE_FLAGS } from "../../flags/volume-flags.ts";
import { printLine } from "../../output/streams.ts";

export async function run(
  { flags }: Input<typeof VOLUME_PRUNE_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const warning = "WARNING! This will remove all volumes that no container uses.";
  if (!flags.force && !confirmed(warning)) return 1;
  const { names, freedBytes } = await (await context.engine()).volumes.prune();
  if (names.length > 0) printLine(`Deleted Volumes:\n${names.join("\n")}\n`);
  printLine(`Total reclaimed space: ${formatBytes(freedBytes)}`);
  return 0;
}
