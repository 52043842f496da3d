import { formatBytes } from "../../base/units.ts";
import type { Engine } from "../../engine/engine.ts";
import { confirmed } from "../ask.ts";
import type { CommandContext, Input } from "../command.ts";
import type { PRUNE_FLAGS } from "../flags/system-flags.ts";
import { printLine } from "../output/streams.ts";

export async function run({ flags }: Input<typeof PRUNE_FLAGS>, context: CommandContext): Promise<number> {
  const engine = await context.engine();
  if (!flags.force && !confirmed(await warning(engine, flags.volumes))) return 1;
  const before = await engine.system.diskUse();
  const containers = await removeStopped(engine);
  const trash = await engine.containers.emptyTrash({ all: true });
  const images = await removeDangling(engine);
  const volumes = flags.volumes ? (await engine.volumes.prune()).names : [];
  say("Deleted Containers", [...containers, ...trash.ids]);
  say("Deleted Images", images);
  say("Deleted Volumes", volumes);
  const freed = total(before) - total(await engine.system.diskUse());
  printLine(`Total reclaimed space: ${formatBytes(Math.max(0, freed))}`);
  return 0;
}

/** In Docker's words, and with what the trash holds. */
async function warning({ containers }: Engine, withVolumes: boolean): Promise<string> {
  const trash = await containers.trashed();
  const bytes = trash.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return [
    "WARNING! This will remove:",
    "  - all stopped containers",
    `  - all that the trash holds (${trash.length}, ${formatBytes(bytes)})`,
    "  - all images without a name that no container uses",
    ...(withVolumes ? ["  - all volumes that no container uses"] : []),
    "",
  ].join("\n");
}

async function removeStopped({ containers }: Engine): Promise<string[]> {
  const removed: string[] = [];
  for (const { id, state } of await containers.list({ all: true })) {
    if (state.status !== "created" && state.status !== "exited") continue;
    // Started or removed by somebody else meanwhile: then it is not ours to remove.
    if (await containers.remove(id).then(yes, no)) removed.push(id);
  }
  return removed;
}

async function removeDangling({ images }: Engine): Promise<string[]> {
  const removed: string[] = [];
  for (const { id, references, usedBy } of await images.list()) {
    if (references.length > 0 || usedBy.length > 0) continue;
    if (await images.remove(id).then(yes, no)) removed.push(id);
  }
  return removed;
}

const yes = (): boolean => true;
const no = (): boolean => false;

function say(title: string, ids: readonly string[]): void {
  if (ids.length > 0) printLine(`${title}:\n${ids.join("\n")}\n`);
}

function total(uses: readonly { readonly sizeBytes: number }[]): number {
  return uses.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
