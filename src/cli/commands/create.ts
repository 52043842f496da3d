import type { CommandContext, Input } from "../command.ts";
import type { CREATE_FLAGS } from "../flags/container-flags.ts";
import { createOptions } from "../flags/create-options.ts";
import { printLine } from "../output/streams.ts";

export async function run(input: Input<typeof CREATE_FLAGS>, context: CommandContext): Promise<number> {
  const { containers } = await context.engine();
  const container = await containers.create(createOptions(input, { env: context.env, detached: false }));
  printLine(container.id);
  return 0;
}
