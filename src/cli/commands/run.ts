import type { CommandContext, Input } from "../command.ts";
import type { RUN_FLAGS } from "../flags/container-flags.ts";
import { createOptions } from "../flags/create-options.ts";
import { printWarnings, requireTerminal, runInForeground } from "../foreground.ts";
import { printLine } from "../output/streams.ts";

export async function run(input: Input<typeof RUN_FLAGS>, context: CommandContext): Promise<number> {
  const { flags } = input;
  const options = createOptions(input, { env: context.env, detached: flags.detach });
  if (!flags.detach) requireTerminal({ tty: flags.tty, stdin: flags.interactive });
  const { containers } = await context.engine();
  const container = await containers.create(options);
  if (!flags.detach) {
    return runInForeground(
      container,
      { stdin: flags.interactive, signalProxy: flags["sig-proxy"], ...detachKeys(flags["detach-keys"]) },
      context,
    );
  }
  try {
    printWarnings((await containers.start(container.id)).warnings);
  } catch (thrown) {
    if (flags.rm) await containers.remove(container.id, { force: true }).catch(() => {});
    throw thrown;
  }
  printLine(container.id);
  return 0;
}

function detachKeys(keys: string | undefined): { detachKeys?: string } {
  return keys === undefined ? {} : { detachKeys: keys };
}
