import type { Volume } from "../../../engine/volumes/volumes.ts";
import type { CommandContext, Input } from "../../command.ts";
import type { NAMED_INSPECT_FLAGS } from "../../flags/volume-flags.ts";
import { inspectEach } from "../../inspect/inspect-each.ts";

export async function run(
  { args, flags }: Input<typeof NAMED_INSPECT_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { volumes } = await context.engine();
  return inspectEach(args, flags.format, context, async (name) => report(await volumes.inspect(name)));
}

/** In the fields of `docker volume inspect`. */
function report(volume: Volume): Record<string, unknown> {
  return {
    CreatedAt: new Date(volume.createdAtMs).toISOString(),
    Driver: "local",
    Labels: volume.labels,
    Mountpoint: volume.mountpoint,
    Name: volume.name,
    Options: null,
    Scope: "local",
    Wherry: {
      UsedBy: volume.usedBy.map((user) => ({
        Id: user.containerId,
        Name: user.containerName,
        Destination: user.target,
        RW: !user.readOnly,
        InTrash: user.inTrash,
      })),
    },
  };
}
