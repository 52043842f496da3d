import { flushCompileCache } from "node:module";
import { constants } from "node:os";
import { CodedError } from "../base/errors.ts";
import type { ClientCommand } from "../engine/containers/containers.ts";
import type { CommandContext } from "./command.ts";
import { isTerminal } from "./output/streams.ts";

/**
 * Lets the client take this process over: same pid, same streams, no Node left between the person and the program.
 * The command line has used neither process.stdin nor process.stdout, so both are as the shell gave them.
 */
export async function become(client: ClientCommand, context: CommandContext): Promise<never> {
  await context.close();
  // Node writes its cache when it ends, and it does not get there.
  flushCompileCache();
  process.execve?.(client.file, [client.file, ...client.args], process.env);
  throw new CodedError(
    "internal",
    "become-failed",
    `become ${client.file}: this Node has no process.execve`,
    {
      exitCode: 125,
    },
  );
}

/** Runs the client and stays, for what comes after it; resolves with its exit code. */
export async function runClient(client: ClientCommand): Promise<number> {
  // On a terminal the keyboard's signals reach the client too, as it is in our process group; elsewhere it gets a
  // session of its own, so that a signal to the whole group arrives once, through us.
  const shared = isTerminal("stdin");
  // Listened to before the client is there: from its first moment on a signal must neither end us nor be lost.
  const early: NodeJS.Signals[] = [];
  let pass = (signal: NodeJS.Signals): unknown => early.push(signal);
  const handlers = [...KEYBOARD_SIGNALS, ...SENT_SIGNALS].map((signal) => {
    const reachesClient = shared && KEYBOARD_SIGNALS.includes(signal);
    const handler = reachesClient ? () => {} : () => pass(signal);
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  try {
    const { spawn } = await import("node:child_process");
    const child = spawn(client.file, client.args, { stdio: "inherit", detached: !shared });
    pass = (signal) => child.kill(signal);
    for (const signal of early) pass(signal);
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
  } finally {
    for (const off of handlers) off();
  }
}

const KEYBOARD_SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT", "SIGHUP"];
const SENT_SIGNALS: readonly NodeJS.Signals[] = ["SIGTERM", "SIGUSR1", "SIGUSR2"];
