import { CodedError } from "../../base/errors.ts";
import type { CommandContext, Input } from "../command.ts";
import { each } from "../each.ts";
import type { START_FLAGS } from "../flags/container-flags.ts";
import { printWarnings, requireTerminal, runInForeground } from "../foreground.ts";

export async function run(
  { args, flags }: Input<typeof START_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { containers } = await context.engine();
  if (!flags.attach && !flags.interactive) {
    return each(args, context, async (ref) => printWarnings((await containers.start(ref)).warnings));
  }
  const [ref, ...others] = args;
  if (ref === undefined || others.length > 0) {
    throw new CodedError("invalid", "wrong-arguments", "start: only one container can have this terminal", {
      hint: "start the others without -a and -i",
    });
  }
  const { id, autoRemove, tty, options } = await containers.inspect(ref);
  const stdin = flags.interactive && options.openStdin === true;
  requireTerminal({ tty, stdin });
  const keys = flags["detach-keys"];
  return runInForeground(
    { id, autoRemove },
    { stdin, ...(keys === undefined ? {} : { detachKeys: keys }) },
    context,
  );
}
