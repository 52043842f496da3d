import type { CommandContext, Input } from "../command.ts";
import { each } from "../each.ts";
import type { STOP_FLAGS } from "../flags/container-flags.ts";
import { stopTimeout } from "../flags/values.ts";

export async function run(
  { args, flags }: Input<typeof STOP_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const options = stopTimeout(flags.timeout);
  const { containers } = await context.engine();
  return each(args, context, (ref) => containers.stop(ref, options));
}
