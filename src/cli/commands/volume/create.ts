import type { CommandContext, Input } from "../../command.ts";
import { parseLabels } from "../../flags/values.ts";
import type { VOLUME_CREATE_FLAGS } from "../../flags/volume-flags.ts";
import { printLine } from "../../output/streams.ts";

export async function run(
  { args, flags }: Input<typeof VOLUME_CREATE_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [name] = args;
  const labels = parseLabels(flags.label);
  const { volumes } = await context.engine();
  const made = await volumes.create(name === undefined ? { labels } : { name, labels });
  printLine(made.name);
  return 0;
}
