import type { Network } from "../../../engine/networks/networks.ts";
import type { CommandContext, Input } from "../../command.ts";
import type { NAMED_INSPECT_FLAGS } from "../../flags/volume-flags.ts";
import { inspectEach } from "../../inspect/inspect-each.ts";

export async function run(
  { args, flags }: Input<typeof NAMED_INSPECT_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const { networks } = await context.engine();
  return inspectEach(args, flags.format, context, async (name) => report(await networks.inspect(name)));
}

/** In the fields of `docker network inspect`. */
function report(network: Network): Record<string, unknown> {
  return {
    Name: network.name,
    Id: network.name,
    Driver: network.driver,
    Scope: "local",
    Containers: Object.fromEntries(
      network.members.map(({ containerId, containerName }) => [containerId, { Name: containerName }]),
    ),
  };
}
