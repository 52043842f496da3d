import type { CommandContext, Input } from "../command.ts";
import type { STARTER_FLAGS } from "../flags/image-flags.ts";
import { interruptible } from "../interruptible.ts";
import { showProgress } from "../output/progress.ts";
import { printLine } from "../output/streams.ts";

export async function run(
  { args, flags }: Input<typeof STARTER_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { images } = await context.engine();
  const image = await interruptible(async (signal) => {
    using progress = showProgress({ quiet: flags.quiet });
    const options = { programs: args, ...(flags.tag === undefined ? {} : { reference: flags.tag }) };
    return images.starter(options, { signal, onProgress: progress.onProgress });
  });
  printLine(flags.quiet ? image.id : `Loaded image: ${image.references[0] ?? image.id}`);
  return 0;
}
