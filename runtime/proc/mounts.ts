import { readFileSync } from "node:fs";

/** One mount as a process sees it. */
export interface SeenMount {
  readonly path: string;
  readonly type: string;
  readonly source: string;
  /** The part of the source's file system that is seen there. */
  readonly root: string;
  /** Flags of the mount itself, such as ["ro", "nosuid"]. */
  readonly flags: readonly string[];
}

/** In the order they were made; none when the process is gone. */
export function readMounts(pid: number): SeenMount[] {
  try {
    return parseMounts(readFileSync(`/proc/${pid}/mountinfo`, "utf8"));
  } catch {
    return [];
  }
}

/** Fields as proc_pid_mountinfo(5) orders them: the optional ones end at a lone dash. */
export function parseMounts(text: string): SeenMount[] {
  return text.split("\n").flatMap((line) => {
    const [mount = "", rest] = line.split(" - ", 2);
    if (rest === undefined) return [];
    const [, , , root = "", path = "", flags = ""] = mount.split(" ");
    const [type = "", source = ""] = rest.split(" ");
    return [
      { path: decode(path), type, source: decode(source), root: decode(root), flags: flags.split(",") },
    ];
  });
}

/** The kernel writes blanks, tabs, newlines and backslashes in paths as three octal digits. */
function decode(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
