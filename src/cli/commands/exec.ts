import { become, runClient } from "../become.ts";
import type { CommandContext, Input } from "../command.ts";
import type { EXEC_FLAGS } from "../flags/container-flags.ts";
import { parseEnv } from "../flags/values.ts";
import { requireTerminal } from "../foreground.ts";

export async function run(
  { args, flags }: Input<typeof EXEC_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [ref = "", ...command] = args;
  const stdin = flags.interactive && !flags.detach;
  if (!flags.detach) requireTerminal({ tty: flags.tty, stdin });
  const { sessions } = await context.engine();
  const { client } = await sessions.open(ref, {
    command,
    tty: flags.tty,
    stdin,
    detach: flags.detach,
    env: hostValues(parseEnv(flags.env), context.env),
    ...(flags.workdir === undefined ? {} : { workingDir: flags.workdir }),
    ...(flags.user === undefined ? {} : { user: flags.user }),
  });
  return flags.detach ? runClient(client) : become(client, context);
}

/** Docker's `-e KEY`: the value that KEY has here, nothing when it has none. */
function hostValues(env: readonly string[], host: Readonly<Record<string, string | undefined>>): string[] {
  return env.flatMap((text) => {
    if (text.includes("=")) return [text];
    return host[text] === undefined ? [] : [`${text}=${host[text]}`];
  });
}
