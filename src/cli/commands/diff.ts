import type { CommandContext, Input } from "../command.ts";
import { printLine } from "../output/streams.ts";

const LETTERS = { added: "A", changed: "C", removed: "D" } as const;

export async function run({ args }: Input, context: CommandContext): Promise<number> {
  const [ref = ""] = args;
  const changes = await (await context.engine()).containers.changes(ref);
  for (const { path, change } of changes) printLine(`${LETTERS[change]} /${path}`);
  return 0;
}
