import { CodedError } from "../../base/errors.ts";
import type { Engine } from "../../engine/engine.ts";
import type { CommandContext, Input } from "../command.ts";
import type { INSPECT_FLAGS } from "../flags/container-flags.ts";
import { invalid } from "../flags/values.ts";
import { containerReport } from "../inspect/container-report.ts";
import { imageReport } from "../inspect/image-report.ts";
import { inspectEach } from "../inspect/inspect-each.ts";

export async function run(
  { args, flags }: Input<typeof INSPECT_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const kind = parseKind(flags.type);
  const engine = await context.engine();
  return inspectEach(args, flags.format, context, (ref) => inspectOne(engine, ref, kind));
}

type Kind = "container" | "image" | undefined;

function parseKind(text: string | undefined): Kind {
  if (text === undefined || text === "container" || text === "image") return text;
  throw invalid("--type", text, "is not known", "choose container or image");
}

async function inspectOne({ containers, images }: Engine, ref: string, kind: Kind): Promise<unknown> {
  if (kind === "image") return imageReport(await images.inspect(ref));
  try {
    return containerReport(await containers.inspect(ref));
  } catch (thrown) {
    if (kind === "container" || !isNotFound(thrown)) throw thrown;
  }
  try {
    return imageReport(await images.inspect(ref));
  } catch (thrown) {
    // A name that no image can have is still only a name that is not there.
    if (!isNotFound(thrown) && !(thrown instanceof CodedError && thrown.kind === "invalid")) throw thrown;
    throw new CodedError(
      "not-found",
      "object-not-found",
      `inspect ${ref}: there is no such container or image`,
      {
        hint: '"wherry ps -a" and "wherry images" list what there is',
      },
    );
  }
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof CodedError && thrown.kind === "not-found";
}
