import type { SpecResources } from "../spec.ts";
import type { CgroupWrite, Controller } from "./controller.ts";
import { cpu } from "./cpu.ts";
import { cpuset } from "./cpuset.ts";
import { devices } from "./devices.ts";
import { type CgroupLayout, hierarchyOf } from "./layout.ts";
import { memory } from "./memory.ts";
import { pids } from "./pids.ts";

/** What to make before a container starts: folders, then the limits in them. */
export interface CgroupPlan {
  readonly folders: readonly CgroupFolder[];
  /** The v2 hierarchy's part: which controllers must reach the container's folder. */
  readonly delegated: readonly string[];
  readonly writes: readonly PlacedWrite[];
  /** Limits that this machine cannot hold. */
  readonly warnings: readonly CgroupWarning[];
}

/** One container's folder in one hierarchy. */
export interface CgroupFolder {
  readonly mountPoint: string;
  /** mountPoint and the container's cgroup path. */
  readonly path: string;
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
}

export interface PlacedWrite extends CgroupWrite {
  readonly folder: CgroupFolder;
  /** The kernel's name of what holds the limit. */
  readonly controller: string;
}

export interface CgroupWarning {
  readonly where: string;
  readonly message: string;
}

const CONTROLLERS: readonly Controller[] = [memory, cpu, cpuset, pids, devices];
/** Reach every container's v2 folder where the machine has them, so that its use can be read as well. */
const DELEGATED = ["cpu", "memory", "pids"];

/** Choosing processors costs each other container a little, so that controller comes only where it is asked for. */
function delegatedOf(resources: SpecResources): readonly string[] {
  return cpuset.asked(resources) === undefined ? DELEGATED : [...DELEGATED, cpuset.name];
}

/** Decides, changing nothing, what a container with these limits needs on a machine of this layout. */
export function planCgroup(layout: CgroupLayout, cgroupPath: string, resources: SpecResources): CgroupPlan {
  const folders = cgroupFolders(layout, cgroupPath);
  const placed = CONTROLLERS.map((controller) => place(layout, folders, controller, resources));
  return {
    folders,
    delegated: layout.kind === "v2" ? delegatedOf(resources) : [],
    writes: placed.flatMap(({ writes }) => writes),
    warnings: placed.flatMap(({ warnings }) => warnings),
  };
}

/** The container's folder in every hierarchy: being in all of them is what makes its view of them its own. */
export function cgroupFolders(layout: CgroupLayout, cgroupPath: string): CgroupFolder[] {
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(cgroupPath) || cgroupPath.split("/").includes("..")) {
    throw new RangeError(`read cgroup path: ${JSON.stringify(cgroupPath)} does not stay below the root`);
  }
  const at = (mountPoint: string, version: 1 | 2, controllers: readonly string[]): CgroupFolder => ({
    mountPoint,
    path: `${mountPoint}/${cgroupPath}`,
    version,
    controllers,
  });
  const first =
    layout.kind === "v1" || layout.kind === "hybrid"
      ? layout.hierarchies.map(({ mountPoint, controllers }) => at(mountPoint, 1, controllers))
      : [];
  const second =
    layout.kind === "v2" || layout.kind === "hybrid" ? [at(layout.unified.mountPoint, 2, [])] : [];
  return [...first, ...second];
}

/**
 * The one folder below which sessions get a folder each, so that they can be ended apart: the v2 hierarchy's,
 * where one write kills all; else one of v1 whose folders cost nothing.
 */
export function sessionsFolder(folders: readonly CgroupFolder[]): CgroupFolder | undefined {
  const unified = folders.find(({ version }) => version === 2);
  return unified ?? folders.find(({ controllers }) => controllers.includes("pids")) ?? folders[0];
}

function place(
  layout: CgroupLayout,
  folders: readonly CgroupFolder[],
  controller: Controller,
  resources: SpecResources,
): { writes: PlacedWrite[]; warnings: CgroupWarning[] } {
  const asked = controller.asked(resources);
  if (asked === undefined) return { writes: [], warnings: [] };
  const where = `linux.resources.${controller.name}`;
  const ignored = (reason: string) => ({
    writes: [],
    warnings: [{ where, message: `${asked} ignored: ${reason}` }],
  });
  const name = controller.name;
  if (layout.kind === "v2") {
    if (controller === devices) return ignored("not yet on a machine with control groups v2 alone");
    const folder = folders[0]!;
    return {
      writes: controller.v2(resources).map((write) => ({ ...write, folder, controller: name })),
      warnings: [],
    };
  }
  const mountPoint = hierarchyOf(layout, name)?.mountPoint;
  const folder = folders.find((each) => each.mountPoint === mountPoint);
  if (folder === undefined) return ignored(`no ${name} controller`);
  return {
    writes: controller.v1(resources).map((write) => ({ ...write, folder, controller: name })),
    warnings: [],
  };
}
