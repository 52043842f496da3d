import { chmodSync, chownSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asCodedError } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import { logAction } from "../../state/actions.ts";
import { type ContainerRow, getContainer, insertContainer } from "../../state/containers.ts";
import type { Tables } from "../../state/database.ts";
import { ensureVolume } from "../volumes/volume-folder.ts";
import { makeMissingSources, parseBindMounts } from "./bind-mounts.ts";
import { buildSpec } from "./build-spec.ts";
import { bundleOf } from "./bundle.ts";
import type { CreateOptions, KeptOptions } from "./containers.ts";
import type { ContainersContext, ResolvedImage } from "./context.ts";
import { type ContainerDefinition, toNewContainer } from "./definition.ts";
import { inventName, parseName } from "./names.ts";
import { processSettings } from "./process-settings.ts";
import { findUser, stackFolders } from "./stack.ts";

/** Makes a container from an image: its bundle and its row, both or none. */
export async function createContainer(
  context: ContainersContext,
  options: CreateOptions,
): Promise<ContainerRow> {
  const { root, state, now } = context;
  if (options.name !== undefined) parseName(options.name, "create");
  const mounts = parseBindMounts(root, options.mounts ?? []);
  const image = upTo(await context.images.resolve(options.image), options.layer);
  const id = newId();
  const draft = define({ id, image, createdAtMs: now(), options: { ...options, mounts } });
  const bundle = bundleOf(root, id);
  // An unknown user or an impossible limit is told now, not at the first start.
  const stack = await stackFolders(context.layers, bundle.dir, draft);
  const user = await findUser(stack, draft.process.user, options.groups);
  const specOf = (definition: ContainerDefinition) =>
    buildSpec(definition, { bundleDir: bundle.dir, cgroupPath: bundle.cgroupPath, user });
  specOf(draft);
  makeMissingSources(mounts);
  const row = await context.images.keep(image, async () =>
    state.transaction((tables) => {
      const definition = { ...draft, name: options.name ?? freeName(tables) };
      const text = JSON.stringify(definition);
      for (const { volume } of mounts) {
        if (volume !== undefined)
          ensureVolume(root, tables, { name: volume, labels: {}, createdAtMs: now() });
      }
      insertContainer(tables, toNewContainer(definition), { status: "created" }, text);
      logAction(tables, { timeMs: now(), containerId: id, name: definition.name, action: "create" });
      // Inside the transaction: a bundle without a row that others see is a dead one's, never one in the making.
      const files = { "container.json": text, "config.json": JSON.stringify(specOf(definition)) };
      // One that goes with its exit does not outlive a power cut, so nobody waits for the disk.
      makeBundle(bundle.dir, stack[1]?.dir, files, { flush: options.autoRemove !== true });
      return getContainer(tables, id)!;
    }),
  );
  context.changes.publish();
  return row;
}

function upTo(image: ResolvedImage, layer: number | undefined): ResolvedImage {
  return layer === undefined ? image : { ...image, chainIds: image.chainIds.slice(0, layer + 1) };
}

function define({
  id,
  image,
  createdAtMs,
  options,
}: {
  id: string;
  image: ResolvedImage;
  createdAtMs: number;
  options: Omit<CreateOptions, "mounts"> & Pick<KeptOptions, "mounts">;
}): ContainerDefinition {
  const { hostEnv: _, ...kept } = options;
  return {
    version: 1,
    id,
    name: options.name ?? "",
    image: image.reference,
    imageId: image.id,
    createdAtMs,
    layers: image.chainIds,
    options: { ...kept, labels: { ...image.config.process.labels, ...options.labels } },
    process: processSettings(id, image.config, options),
  };
}

function freeName(tables: Tables): string {
  const isFree = (name: string): boolean =>
    tables.prepare("SELECT 1 FROM containers WHERE name = ?").get(name) === undefined;
  for (let tries = 0; tries < 20; tries += 1) {
    const name = inventName();
    if (isFree(name)) return name;
  }
  for (let number = 2; ; number += 1) {
    const name = `${inventName()}_${number}`;
    if (isFree(name)) return name;
  }
}

function makeBundle(
  dir: string,
  topLayerDir: string | undefined,
  files: Readonly<Record<string, string>>,
  { flush }: { flush: boolean },
): void {
  const upperDir = join(dir, "upper");
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    for (const path of [upperDir, join(dir, "work")]) mkdirSync(path);
    // An overlay's root directory is the upper one's: it must look as the image's does.
    const { mode, uid, gid } = topLayerDir === undefined ? EMPTY_ROOT : statSync(topLayerDir);
    chownSync(upperDir, uid, gid);
    chmodSync(upperDir, mode & 0o7777);
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(dir, name), text, { flag: "wx", mode: 0o600, flush });
    }
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw asCodedError(error, "create container");
  }
}

const EMPTY_ROOT = { mode: 0o755, uid: 0, gid: 0 };
