/** How this machine's control groups are mounted. */
export type CgroupLayout =
  | { readonly kind: "none" }
  | { readonly kind: "v1"; readonly hierarchies: readonly Hierarchy[] }
  /** v1 controllers with an empty v2 hierarchy beside them, which still tracks and kills processes. */
  | {
      readonly kind: "hybrid";
      readonly hierarchies: readonly Hierarchy[];
      readonly unified: UnifiedHierarchy;
    }
  | { readonly kind: "v2"; readonly unified: UnifiedHierarchy };

/** One v1 hierarchy. */
export interface Hierarchy {
  readonly mountPoint: string;
  /** Such as ["cpu", "cpuacct"]; empty for a hierarchy that has but a name. */
  readonly controllers: readonly string[];
  /** Such as "systemd". */
  readonly name?: string;
}

export interface UnifiedHierarchy {
  readonly mountPoint: string;
}

/** What /proc/self/mountinfo and /proc/self/cgroup say. */
export interface CgroupTexts {
  readonly mountinfo: string;
  readonly cgroup: string;
}

/** Tells v1, v2, both or none, with where each hierarchy is mounted. */
export function detectCgroups({ mountinfo, cgroup }: CgroupTexts): CgroupLayout {
  const known = parseMembership(cgroup);
  const mounts = mountinfo.split("\n").flatMap(parseCgroupMount);
  const unifiedMount = best(
    mounts.filter(({ type }) => type === "cgroup2"),
    known.get(""),
  );
  const hierarchies = [...known].flatMap(([label, ownPath]): Hierarchy[] => {
    if (label === "") return [];
    const subsystems = label.split(",");
    const mount = best(
      mounts.filter(({ type, options }) => type === "cgroup" && subsystems.every((s) => options.includes(s))),
      ownPath,
    );
    if (mount === undefined) return [];
    const controllers = subsystems.filter((subsystem) => !subsystem.startsWith("name="));
    const name = subsystems.find((subsystem) => subsystem.startsWith("name="))?.slice("name=".length);
    return [{ mountPoint: mount.mountPoint, controllers, ...(name === undefined ? {} : { name }) }];
  });
  const unified = unifiedMount && { mountPoint: unifiedMount.mountPoint };
  if (hierarchies.length === 0) return unified ? { kind: "v2", unified } : { kind: "none" };
  return unified ? { kind: "hybrid", hierarchies, unified } : { kind: "v1", hierarchies };
}

/** Where a v1 controller is mounted; undefined when it is not. */
export function hierarchyOf(layout: CgroupLayout, controller: string): Hierarchy | undefined {
  if (layout.kind !== "v1" && layout.kind !== "hybrid") return undefined;
  return layout.hierarchies.find(({ controllers }) => controllers.includes(controller));
}

interface CgroupMount {
  readonly type: "cgroup" | "cgroup2";
  /** The folder of the hierarchy that is seen at the mount point. */
  readonly root: string;
  readonly mountPoint: string;
  readonly options: readonly string[];
}

/** "4:memory:/a" gives memory -> /a; the unified hierarchy's label is empty. */
function parseMembership(text: string): Map<string, string> {
  const lines = text.split("\n").flatMap((line) => {
    const match = /^\d+:([^:]*):(.*)$/.exec(line);
    return match ? [[match[1]!, match[2]!] as const] : [];
  });
  return new Map(lines);
}

/** Fields as proc_pid_mountinfo(5) orders them: the optional ones end at a lone dash. */
function parseCgroupMount(line: string): CgroupMount[] {
  const [mount = "", source] = line.split(" - ", 2);
  const [type, , options = ""] = source?.split(" ") ?? [];
  if (type !== "cgroup" && type !== "cgroup2") return [];
  const [, , , root = "", mountPoint = ""] = mount.split(" ");
  return [{ type, root: decodePath(root), mountPoint: decodePath(mountPoint), options: options.split(",") }];
}

/** Of several mounts of one hierarchy, one that shows our own folder, and of these the one that shows most. */
function best(mounts: readonly CgroupMount[], ownPath: string | undefined): CgroupMount | undefined {
  const shows = ({ root }: CgroupMount): boolean =>
    root === "/" || ownPath === root || (ownPath ?? "").startsWith(`${root}/`);
  return [...mounts].sort((a, b) => Number(shows(b)) - Number(shows(a)) || a.root.length - b.root.length)[0];
}

/** The kernel writes blanks, tabs, newlines and backslashes in paths as three octal digits. */
function decodePath(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
