import { join } from "node:path";
import type { StoreRoot } from "../../base/store-root.ts";
import { bundleOf } from "../containers/bundle.ts";
import type { Containers } from "../containers/containers.ts";
import { folderSize } from "../folder-size.ts";
import type { Images } from "../images/images.ts";
import type { Volumes } from "../volumes/volumes.ts";
import type { DiskUse } from "./system.ts";

export interface Families {
  readonly containers: Containers;
  readonly images: Images;
  readonly volumes: Volumes;
}

/** What takes space in a root, and how much of it could be had back. */
export async function diskUse(root: StoreRoot, families: Families): Promise<DiskUse[]> {
  const [images, containers, volumes, trash] = await Promise.all([
    imageUse(families),
    containerUse(root, families),
    volumeUse(families),
    families.containers.trashed(),
  ]);
  const trashBytes = sum(trash.map(({ sizeBytes }) => sizeBytes));
  return [
    images,
    containers,
    volumes,
    { kind: "trash", count: trash.length, active: 0, sizeBytes: trashBytes, freeableBytes: trashBytes },
  ];
}

/** Layers that several images share are there once. */
async function imageUse({ images }: Families): Promise<DiskUse> {
  const all = await images.list();
  const sizes = new Map<string, number>();
  const used = new Set<string>();
  for (const { id, usedBy } of all) {
    for (const { chainId, sizeBytes } of await images.layers(id)) {
      sizes.set(chainId, sizeBytes);
      if (usedBy.length > 0) used.add(chainId);
    }
  }
  return {
    kind: "images",
    count: all.length,
    active: all.filter(({ usedBy }) => usedBy.length > 0).length,
    sizeBytes: sum([...sizes.values()]),
    freeableBytes: sum([...sizes].map(([chainId, size]) => (used.has(chainId) ? 0 : size))),
  };
}

async function containerUse(root: StoreRoot, { containers }: Families): Promise<DiskUse> {
  const all = await containers.list({ all: true });
  const isUp = all.map(({ state }) => state.status === "running" || state.status === "paused");
  const sizes: number[] = [];
  for (const { id } of all) sizes.push(await folderSize(join(bundleOf(root, id).dir, "upper")));
  return {
    kind: "containers",
    count: all.length,
    active: isUp.filter(Boolean).length,
    sizeBytes: sum(sizes),
    freeableBytes: sum(sizes.map((size, index) => (isUp[index] ? 0 : size))),
  };
}

async function volumeUse({ volumes }: Families): Promise<DiskUse> {
  const all = await volumes.list();
  const sizes: number[] = [];
  for (const { mountpoint } of all) sizes.push(await folderSize(mountpoint));
  return {
    kind: "volumes",
    count: all.length,
    active: all.filter(({ usedBy }) => usedBy.length > 0).length,
    sizeBytes: sum(sizes),
    freeableBytes: sum(sizes.map((size, index) => (all[index]?.usedBy.length === 0 ? size : 0))),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
