import type { CommandContext } from "./command.ts";
import { reportFailure } from "./failure.ts";
import { ClosedOutput, printLine } from "./output/streams.ts";

/**
 * Does something to each name and prints the text it gives, or the name itself. One that fails is
 * reported and keeps no other from its turn; the exit code then is 1.
 */
export async function each(
  names: readonly string[],
  context: CommandContext,
  act: (name: string) => Promise<unknown>,
): Promise<number> {
  let exitCode = 0;
  for (const name of names) {
    try {
      const said = await act(name);
      printLine(typeof said === "string" ? said : name);
    } catch (thrown) {
      if (thrown instanceof ClosedOutput) throw thrown;
      exitCode = reportFailure(thrown, { errorExitCode: 1, env: context.env, doing: `handle ${name}` });
    }
  }
  return exitCode;
}
