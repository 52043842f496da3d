import { basename } from "node:path";
import type { CgroupLayout, Hierarchy } from "../cgroup/layout.ts";
import type { Step } from "../opcodes.ts";
import { MOUNT_ATTR } from "./mount-options.ts";
import type { PlannedMounts } from "./mounts.ts";

export interface CgroupMountRequest {
  readonly target: string;
  readonly where: string;
  readonly attributes: number;
}

/**
 * What a container sees of control groups: its own folder, by way of its cgroup namespace, mounted as the host
 * has it: v2 as one tree, v1 as a folder for each hierarchy. Writable only when the mount asks for that.
 */
export function planCgroupMounts(request: CgroupMountRequest, layout: CgroupLayout): PlannedMounts {
  switch (layout.kind) {
    case "none":
      return {
        steps: [],
        laterSteps: [],
        warnings: [
          { where: request.where, message: `${request.target} left out: no control groups are mounted here` },
        ],
      };
    case "v2":
      return { steps: [mountAt(request, "cgroup2", request.target, "")], laterSteps: [], warnings: [] };
    case "v1":
      return planHierarchies(request, layout.hierarchies, []);
    case "hybrid": {
      const name = basename(layout.unified.mountPoint);
      return planHierarchies(request, layout.hierarchies, [
        mountAt(request, "cgroup2", `${request.target}/${name}`, ""),
      ]);
    }
  }
}

function planHierarchies(
  request: CgroupMountRequest,
  hierarchies: readonly Hierarchy[],
  unified: readonly Step[],
): PlannedMounts {
  const { target, where, attributes } = request;
  const isReadOnly = (attributes & MOUNT_ATTR.RDONLY) !== 0;
  return {
    steps: [
      {
        step: "mount",
        where,
        type: "tmpfs",
        source: "cgroup",
        target,
        // Writable for as long as the folders below are being made in it.
        attributes: attributes & ~MOUNT_ATTR.RDONLY,
        options: "mode=755,size=64k",
      },
      ...hierarchies.flatMap((hierarchy) => planHierarchy(request, hierarchy)),
      ...unified,
    ],
    laterSteps: isReadOnly ? [{ step: "read_only_path", where, path: target }] : [],
    warnings: [],
  };
}

/** Controllers that share a hierarchy also get a link each, as distributions make them: cpu -> cpu,cpuacct. */
function planHierarchy(request: CgroupMountRequest, hierarchy: Hierarchy): Step[] {
  const { controllers, name } = hierarchy;
  const folder = basename(hierarchy.mountPoint);
  const data = [...(controllers.length === 0 ? ["none"] : controllers), ...(name ? [`name=${name}`] : [])];
  const links = controllers.filter((controller) => controllers.length > 1 && controller !== folder);
  return [
    mountAt(request, "cgroup", `${request.target}/${folder}`, data.join(",")),
    ...links.map(
      (link): Step => ({
        step: "make_symlink",
        where: request.where,
        path: `${request.target}/${link}`,
        target: folder,
      }),
    ),
  ];
}

function mountAt(request: CgroupMountRequest, type: string, target: string, options: string): Step {
  const { where, attributes } = request;
  return { step: "mount", where, type, source: "cgroup", target, attributes, options };
}
