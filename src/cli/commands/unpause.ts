import type { CommandContext, Input } from "../command.ts";
import { each } from "../each.ts";

export async function run({ args }: Input, context: CommandContext): Promise<number> {
  const { containers } = await context.engine();
  return each(args, context, (ref) => containers.unpause(ref));
}
