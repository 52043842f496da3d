import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { CodedError } from "../../base/errors.ts";
import type { LongAction } from "../../base/progress.ts";
import type { Images } from "../../engine/images/images.ts";
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
    if (flags.output === undefined) await images.save(args, process.stdout, action);
    else await saveToFile(images, args, flags.output, action);
  });
  return 0;
}

/** A save that fails half-way leaves no file, and the one that was there before as it was. */
async function saveToFile(
  images: Images,
  refs: readonly string[],
  path: string,
  action: LongAction,
): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await images.save(refs, createWriteStream(partial, { flags: "wx" }), action);
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true });
    throw thrown;
  }
}
