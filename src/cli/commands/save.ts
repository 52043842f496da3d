import { CodedError } from "../../base/errors.ts";
import type { CommandContext, Input } from "../command.ts";
import type { SAVE_FLAGS } from "../flags/image-flags.ts";
import { interruptible } from "../interruptible.ts";
import { showProgress } from "../output/progress.ts";
import { ClosedOutput, isTerminal } from "../output/streams.ts";

export async function run(
  { args, flags }: Input<typeof SAVE_FLAGS>,
  context: CommandContext,
): Promise<number> {
  if (flags.output === undefined && isTerminal("stdout")) {
    throw new CodedError(
      "invalid",
      "output-is-terminal",
      "save to standard output: the archive would go to the terminal",
      { hint: "name a file with -o FILE, or redirect the output" },
    );
  }
  const destination = flags.output === undefined ? process.stdout : { path: flags.output };
  const { images } = await context.engine();
  await interruptible(async (signal) => {
    using progress = showProgress({ quiet: flags.output === undefined });
    await images.save(args, destination, { signal, onProgress: progress.onProgress }).catch(quietlyClosed);
  });
  return 0;
}

/** `wherry save … | head -c 512`: the reader has what it wanted. */
function quietlyClosed(thrown: unknown): never {
  const cause = thrown instanceof CodedError ? thrown.cause : undefined;
  throw (cause as NodeJS.ErrnoException | undefined)?.code === "EPIPE" ? new ClosedOutput() : thrown;
}
