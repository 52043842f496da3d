import { CodedError } from "../../base/errors.ts";
import type { ArchiveSource } from "../../engine/images/images.ts";
import type { CommandContext, Input } from "../command.ts";
import type { LOAD_FLAGS } from "../flags/image-flags.ts";
import { interruptible } from "../interruptible.ts";
import { showProgress } from "../output/progress.ts";
import { isTerminal, printLine } from "../output/streams.ts";

export async function run({ flags }: Input<typeof LOAD_FLAGS>, context: CommandContext): Promise<number> {
  const source = sourceOf(flags.input);
  const { images } = await context.engine();
  const loaded = await interruptible(async (signal) => {
    using progress = showProgress({ quiet: flags.quiet });
    return images.load(source, { signal, onProgress: progress.onProgress });
  });
  for (const { id, references } of loaded) {
    for (const reference of references) printLine(`Loaded image: ${reference}`);
    if (references.length === 0) printLine(`Loaded image ID: ${id}`);
  }
  return 0;
}

function sourceOf(file: string | undefined): ArchiveSource {
  if (file !== undefined && file !== "-") return { path: file };
  if (isTerminal("stdin")) {
    throw new CodedError("invalid", "no-input", "load from standard input: it is a terminal", {
      hint: "name the archive with -i FILE, or pipe it in",
    });
  }
  return { stream: process.stdin };
}
