import type { CommandContext, Input } from "../command.ts";

export async function run({ args }: Input, context: CommandContext): Promise<number> {
  const [ref = "", name = ""] = args;
  await (await context.engine()).containers.rename(ref, name);
  return 0;
}
