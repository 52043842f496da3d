import type { CommandContext, Input } from "../command.ts";

export async function run({ args }: Input, context: CommandContext): Promise<number> {
  const [source = "", target = ""] = args;
  await (await context.engine()).images.tag(source, target);
  return 0;
}
