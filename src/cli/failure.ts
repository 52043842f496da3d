import { asCodedError } from "../base/errors.ts";
import { printError } from "./output/streams.ts";

export interface FailureOptions {
  /** What an error that names no exit code ends with. */
  readonly errorExitCode: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Begins an unforeseen error's line: "verb thing". */
  readonly doing?: string;
}

/** Tells the person in one line what failed, in a second what to do, and gives the exit code. */
export function reportFailure(
  thrown: unknown,
  { errorExitCode, env, doing = "run" }: FailureOptions,
): number {
  const error = asCodedError(thrown, doing);
  printError(`wherry: ${oneLine(error.message)}\n`);
  if (error.hint !== undefined) printError(`hint: ${oneLine(error.hint)}\n`);
  if (env.WHERRY_DEBUG === "1") printError(`${describe(thrown)}\n`);
  else if (error.kind === "internal")
    printError("hint: run it again with WHERRY_DEBUG=1 to see where it happened\n");
  return error.exitCode ?? errorExitCode;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? "" : `\ncaused by: ${describe(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}
