import { isAlive } from "../../../runtime/index.ts";
import type { ContainerRow } from "../../state/containers.ts";
import { ownProcess } from "../own-process.ts";
import type { CreateOptions } from "./containers.ts";
import type { ContainersContext } from "./context.ts";

/** Names the process for whose sake alone the container is there: "<pid>-<start time>". */
const LABEL = "wherry.throw-away-of";

/**
 * What to create for a shell on an image's stack up to and including a layer, counted from 0: a container that goes
 * with its shell, and is ended when this process is gone. Throws `invalid` when there is no shell that far.
 */
export async function layerShell(
  context: ContainersContext,
  ref: string,
  layer: number,
): Promise<CreateOptions> {
  const [{ findShell }, { stackFolders }, { bundleOf }, { newId }] = await Promise.all([
    import("./shell.ts"),
    import("./stack.ts"),
    import("./bundle.ts"),
    import("../../base/ids.ts"),
  ]);
  const { chainIds, reference } = await context.images.resolve(ref);
  const noBundle = bundleOf(context.root, newId()).dir;
  const folders = await stackFolders(context.layers, noBundle, { layers: chainIds.slice(0, layer + 1) });
  const shell = await findShell(folders, `on layer ${layer + 1} of ${reference}`);
  const { pid, startTicks } = ownProcess();
  return {
    image: ref,
    layer,
    entrypoint: [],
    command: [shell],
    // What the image says of user and folder may only be there from a later layer on.
    user: "0:0",
    workingDir: "/",
    tty: true,
    openStdin: true,
    autoRemove: true,
    labels: { [LABEL]: `${pid}-${startTicks}` },
  };
}

/** Whether it is there for a process that is gone. */
export function isAbandoned({ labels }: Pick<ContainerRow, "labels">): boolean {
  const owner = labels[LABEL]?.split("-").map(Number);
  if (owner === undefined) return false;
  const [pid = 0, startTicks = 0] = owner;
  return !isAlive({ pid, startTicks });
}

const ending = new Set<string>();

/** Ends those whose process is gone; they go with their end. */
export function endAbandoned(context: ContainersContext, rows: readonly ContainerRow[]): void {
  for (const row of rows) {
    if (row.state.status !== "running" || ending.has(row.id) || !isAbandoned(row)) continue;
    ending.add(row.id);
    const end = async (): Promise<void> => {
      const { removeContainer } = await import("./remove.ts");
      await removeContainer(context, row.id, { force: true });
    };
    context.later(end().finally(() => ending.delete(row.id)));
  }
}
