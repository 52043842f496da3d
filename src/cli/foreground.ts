import { CodedError } from "../base/errors.ts";
import type { AttachOptions, ContainerSummary } from "../engine/containers/containers.ts";
import { become } from "./become.ts";
import type { CommandContext } from "./command.ts";
import { isTerminal, printError } from "./output/streams.ts";

/**
 * Starts a container with this process at its streams: the container stands ready, the client connects, and the
 * connection sets the program going, so nothing it writes is lost. With autoRemove one that could not start is removed;
 * what ends later goes by itself.
 */
export async function runInForeground(
  container: Pick<ContainerSummary, "id" | "autoRemove">,
  attach: Omit<AttachOptions, "start">,
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
  return become(client, context);
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
