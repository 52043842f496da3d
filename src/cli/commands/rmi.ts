import type { CommandContext, Input } from "../command.ts";
import { each } from "../each.ts";
import type { RMI_FLAGS } from "../flags/image-flags.ts";

export async function run(
  { args, flags }: Input<typeof RMI_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { images } = await context.engine();
  return each(args, context, async (ref) => {
    const { untagged, deleted } = await images.remove(ref, { force: flags.force });
    return [...untagged.map((name) => `Untagged: ${name}`), ...deleted.map((id) => `Deleted: ${id}`)].join(
      "\n",
    );
  });
}
