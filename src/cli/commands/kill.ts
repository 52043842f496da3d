import type { CommandContext, Input } from "../command.ts";
import { each } from "../each.ts";
import type { KILL_FLAGS } from "../flags/container-flags.ts";

export async function run(
  { args, flags }: Input<typeof KILL_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { containers } = await context.engine();
  return each(args, context, (ref) => containers.kill(ref, flags.signal));
}
