import { CodedError } from "../../base/errors.ts";
import type { RemoveOptions } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import { removeRow } from "./remove-row.ts";
import { isPaused, noSuchContainer, resolveContainer } from "./resolve.ts";
import { endNow, unclaimed } from "./stop.ts";

/** Removes a container with all it wrote; a running one only by `force`, which kills it. */
export async function removeContainer(
  context: ContainersContext,
  ref: string,
  { force = false, trash = false }: RemoveOptions = {},
): Promise<void> {
  const found = resolveContainer(context.state, ref, "remove");
  for (;;) {
    const row = await unclaimed(context, found);
    // It goes with its own exit: then what was asked for is done, unless nothing was there to begin with.
    if (row === undefined) {
      if (found.autoRemove) return;
      throw noSuchContainer(ref, "remove");
    }
    if (row.state.status === "running") {
      if (!force) {
        if (row.state.paused) throw isPaused(row.name, "remove");
        throw new CodedError("conflict", "running", `remove container ${row.name}: it is running`, {
          hint: `stop it first (wherry stop ${row.name}), or kill and remove it with wherry rm -f ${row.name}`,
        });
      }
      await endNow(context, row, row.state);
    } else if (removeRow(context, row, { trash })) return;
  }
}
