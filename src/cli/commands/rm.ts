import type { CommandContext, Input } from "../command.ts";
import { each } from "../each.ts";
import type { RM_FLAGS } from "../flags/container-flags.ts";

export async function run({ args, flags }: Input<typeof RM_FLAGS>, context: CommandContext): Promise<number> {
  const { containers } = await context.engine();
  return each(args, context, (ref) => containers.remove(ref, { force: flags.force, trash: flags.trash }));
}
