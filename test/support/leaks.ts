import { existsSync, globSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import type { StoreRoot } from "../../src/base/store-root.ts";

/** The places of this machine that one test may touch. Other tests run meanwhile, so nothing outside is looked at. */
export interface Territory {
  /** Data, run and temporary folders: no process may hold them, no mount may stand in them. */
  readonly dirs: readonly string[];
  /** Subset of `dirs` that must be empty or gone: sockets, network namespaces, plans. */
  readonly volatileDirs: readonly string[];
  /** Folders that go with the last of what stands in them. */
  readonly passingDirs?: readonly string[];
  /** Below the cgroup root of each hierarchy, such as wherry/<hash of root>. */
  readonly cgroupPath: string;
}

/** What a test left on the machine, a line each such as "process 123 (launcher monitor): holds /tmp/x/log". */
export function findLeaks(territory: Territory): string[] {
  return [
    ...leakedProcesses(territory),
    ...leakedMounts(territory),
    ...leakedCgroups(territory),
    ...leakedFiles(territory),
  ];
}

/**
 * Waits until nothing is left, as what is ending takes a moment to be gone, or many behind a disk that is busy writing;
 * throws with the list when it stays.
 */
export async function expectNoLeaks(territory: Territory, patienceMs = 20_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let leaks = findLeaks(territory);
  while (leaks.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    leaks = findLeaks(territory);
  }
  if (leaks.length > 0) throw new Error(`left behind:\n  ${leaks.join("\n  ")}`);
  removeCgroupRoots(territory);
}

/** A root keeps its own control groups for its next container; a test's root has none. */
function removeCgroupRoots({ cgroupPath }: Territory): void {
  for (const path of cgroupRoots(cgroupPath)) {
    try {
      rmdirSync(path);
    } catch {
      // Somebody is quicker, or it is in use again.
    }
  }
}

export function territoryOf(root: StoreRoot, ...moreDirs: string[]): Territory {
  return {
    dirs: [root.dataDir, root.runDir, ...moreDirs],
    volatileDirs: [root.runDir],
    passingDirs: [root.runDir],
    cgroupPath: `wherry/${root.hash}`,
  };
}

function leakedProcesses({ dirs, cgroupPath }: Territory): string[] {
  const found: string[] = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    const reason = whyOurs(pid, dirs, cgroupPath);
    if (reason !== undefined) found.push(`process ${pid} (${commandLine(pid)}): ${reason}`);
  }
  return found;
}

function whyOurs(pid: string, dirs: readonly string[], cgroupPath: string): string | undefined {
  const cgroup = read(`/proc/${pid}/cgroup`);
  if (cgroup.split("\n").some((line) => isUnder(line.slice(line.lastIndexOf(":") + 2), cgroupPath))) {
    return `is in cgroup ${cgroupPath}`;
  }
  const words = read(`/proc/${pid}/cmdline`).split("\0");
  const named = dirs.find((dir) => words.some((word) => isUnder(word, dir)));
  if (named !== undefined) return `names ${named}`;
  const held = [`/proc/${pid}/cwd`, `/proc/${pid}/root`, ...list(`/proc/${pid}/fd`)].map(link);
  const path = held.find((target) => dirs.some((dir) => isUnder(target, dir)));
  return path === undefined ? undefined : `holds ${path}`;
}

function leakedMounts({ dirs }: Territory): string[] {
  return read("/proc/self/mountinfo")
    .split("\n")
    .map((line) => unescapeMountPath(line.split(" ")[4] ?? ""))
    .filter((mountPoint) => dirs.some((dir) => isUnder(mountPoint, dir)))
    .map((mountPoint) => `mount ${mountPoint}`);
}

function leakedCgroups({ cgroupPath }: Territory): string[] {
  return cgroupRoots(cgroupPath).flatMap((path) => {
    const inside = globSync("*/", { cwd: path });
    return inside.map((name) => `cgroup ${join(path, name)}`);
  });
}

function cgroupRoots(cgroupPath: string): string[] {
  const roots = ["/sys/fs/cgroup", ...list("/sys/fs/cgroup")];
  return roots.map((root) => join(root, cgroupPath)).filter((path) => existsSync(path));
}

function leakedFiles({ volatileDirs, passingDirs = [] }: Territory): string[] {
  const files = volatileDirs.flatMap((dir) => filesUnder(dir)).map((path) => `file ${path}`);
  return [...files, ...passingDirs.filter((dir) => existsSync(dir)).map((dir) => `folder ${dir}`)];
}

function filesUnder(dir: string): string[] {
  return list(dir).flatMap((path) => (isDirectory(path) ? filesUnder(path) : [path]));
}

function isUnder(path: string, dir: string): boolean {
  return path === dir || path.startsWith(`${dir}/`);
}

function commandLine(pid: string): string {
  return read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() || read(`/proc/${pid}/comm`).trim();
}

function unescapeMountPath(text: string): string {
  return text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** Processes end and folders go while we look: what is gone is no leak. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

function list(dir: string): string[] {
  try {
    return readdirSync(dir).map((name) => join(dir, name));
  } catch {
    return [];
  }
}

function isDirectory(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
