import { become } from "../become.ts";
import type { CommandContext, Input } from "../command.ts";
import type { ATTACH_FLAGS } from "../flags/container-flags.ts";
import { requireTerminal } from "../foreground.ts";

export async function run(
  { args, flags }: Input<typeof ATTACH_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [ref = ""] = args;
  const { containers } = await context.engine();
  const { id, tty, options } = await containers.inspect(ref);
  const stdin = !flags["no-stdin"] && options.openStdin === true;
  requireTerminal({ tty, stdin });
  const keys = flags["detach-keys"];
  const client = await containers.attach(id, {
    stdin,
    redraw: tty,
    signalProxy: flags["sig-proxy"],
    ...(keys === undefined ? {} : { detachKeys: keys }),
  });
  return become(client, context);
}
