import { CodedError } from "../base/errors.ts";
import type { AttachRequest, ContainerSummary } from "../engine/containers/containers.ts";
import { become, runClient } from "./become.ts";
import type { CommandContext } from "./command.ts";
import { isTerminal, printError } from "./output/streams.ts";

/**
 * Starts a container with this process at its streams: the container stands ready, the client connects, and the
 * connection sets the program going, so nothing it writes is lost. With autoRemove the container is removed when it
 * has ended, also when it could not start.
 */
export async function runInForeground(
  container: Pick<ContainerSummary, "id" | "autoRemove">,
  attach: Omit<AttachRequest, "start">,
  context: CommandContext,
): Promise<number> {
  const { containers } = await context.engine();
  try {
    const { warnings } = await containers.start(container.id, { release: "on-attach" });
    printWarnings(warnings);
  } catch (thrown) {
    if (container.autoRemove) await containers.remove(container.id, { force: true }).catch(() => {});
    throw thrown;
  }
  const client = await containers.attach(container.id, { ...attach, start: true });
  if (!container.autoRemove) return become(client, context);
  const code = await runClient(client);
  await removeEnded(container.id, context);
  return code;
}

export function printWarnings(warnings: readonly string[]): void {
  for (const warning of warnings) printError(`WARNING: ${warning}\n`);
}

/** Docker's check: a terminal is asked for, and standard input, which is to be connected, is none. */
export function requireTerminal({ tty, stdin }: { tty: boolean; stdin: boolean }): void {
  if (!tty || !stdin || isTerminal("stdin")) return;
  throw new CodedError("invalid", "not-a-terminal", "connect standard input: the input device is not a TTY", {
    hint: "leave -t out when the input is a file or a pipe",
    exitCode: 1,
  });
}

/** A person who detached left it running: then it stays, and goes when it ends. */
async function removeEnded(id: string, context: CommandContext): Promise<void> {
  const { containers } = await context.engine();
  try {
    await containers.remove(id);
  } catch (thrown) {
    if (thrown instanceof CodedError && (thrown.kind === "conflict" || thrown.kind === "not-found")) return;
    throw thrown;
  }
}
