import { readlinkSync } from "node:fs";
import type { NamespaceType } from "../spec.ts";

/** The spec's names of namespaces, and the kernel's in /proc/PID/ns. */
const FILES: Readonly<Record<NamespaceType, string>> = {
  mount: "mnt",
  pid: "pid",
  uts: "uts",
  ipc: "ipc",
  network: "net",
  cgroup: "cgroup",
  user: "user",
  time: "time",
};

export const NAMESPACE_TYPES = Object.keys(FILES) as NamespaceType[];

/** The number that names a process's namespace on this machine; undefined when it cannot be read. */
export function readNamespace(pid: number | "self", type: NamespaceType): string | undefined {
  try {
    return /\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/ns/${FILES[type]}`))?.[1];
  } catch {
    return undefined;
  }
}
