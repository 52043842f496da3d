import type { CommandContext, Input } from "../command.ts";
import { printError, printLine } from "../output/streams.ts";

export async function run({ args }: Input, context: CommandContext): Promise<number> {
  const { containers } = await context.engine();
  const { container, formerName } = await containers.undoRemoval(args[0]);
  if (container.name !== formerName) {
    printError(`WARNING: the name ${formerName} is in use: it is called ${container.name} now\n`);
  }
  printLine(container.name);
  return 0;
}
