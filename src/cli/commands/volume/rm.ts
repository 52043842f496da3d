import type { CommandContext, Input } from "../../command.ts";
import { each } from "../../each.ts";
import type { VOLUME_RM_FLAGS } from "../../flags/volume-flags.ts";

export async function run(
  { args, flags }: Input<typeof VOLUME_RM_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { volumes } = await context.engine();
  return each(args, context, (name) => volumes.remove(name, { force: flags.force }));
}
