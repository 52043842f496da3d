import type { CommandContext, Input } from "../command.ts";
import type { IMPORT_FLAGS } from "../flags/image-flags.ts";
import { interruptible } from "../interruptible.ts";
import { showProgress } from "../output/progress.ts";
import { printLine } from "../output/streams.ts";

export async function run(
  { args, flags }: Input<typeof IMPORT_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [file = "-", reference] = args;
  const source = file === "-" ? { stream: process.stdin } : { path: file };
  const { images } = await context.engine();
  const image = await interruptible(async (signal) => {
    using progress = showProgress({ quiet: false });
    const options = {
      changes: flags.change,
      ...(reference === undefined ? {} : { reference }),
      ...(flags.message === undefined ? {} : { message: flags.message }),
    };
    return images.import(source, options, { signal, onProgress: progress.onProgress });
  });
  printLine(image.id);
  return 0;
}
