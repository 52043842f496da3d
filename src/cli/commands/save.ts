import { CodedError } from "../../base/errors.ts";
import type { CommandContext, Input } from "../command.ts";
import type { SAVE_FLAGS } from "../flags/image-flags.ts";
import { interruptible } from "../interruptible.ts";
import { showProgress } from "../output/progress.ts";
import { isTerminal } from "../output/streams.ts";

export async function run(
  { args, flags }: Input<typeof SAVE_FLAGS>,
  context: CommandContext,
): Promise<number> {
  if (flags.output === undefined && isTerminal("stdout")) {
    throw new CodedError("invalid", "output-is-terminal", "save to standard output: it is a terminal", {
      hint: "name a file with -o FILE, or redirect the output",
    });
  }
  const { images } = await context.engine();
  await interruptible(async (signal) => {
    using progress = showProgress({ quiet: flags.output === undefined });
    const action = { signal, onProgress: progress.onProgress };
    await images.save(args, flags.output === undefined ? process.stdout : { path: flags.output }, action);
  });
  return 0;
}
