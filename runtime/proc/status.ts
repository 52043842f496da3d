import { readFileSync } from "node:fs";
import { capabilityNames } from "../capability.ts";

/** What /proc/PID/status tells of who a process is and what it may. */
export interface ProcessStatus {
  readonly name: string;
  readonly parent: number;
  /** Its pids from the outermost namespace that we see to its own. */
  readonly pids: readonly number[];
  /** The effective ones. */
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly memoryBytes: number;
  readonly capabilities: Readonly<Record<CapabilitySet, readonly string[]>>;
  readonly noNewPrivileges: boolean;
  /** 0 none, 1 strict, 2 a filter. */
  readonly seccomp: number;
  readonly seccompFilters: number;
}

export const CAPABILITY_SETS = ["bounding", "effective", "permitted", "inheritable", "ambient"] as const;
export type CapabilitySet = (typeof CAPABILITY_SETS)[number];

/** Undefined when the process is gone. `pid` may be "self". */
export function readStatus(pid: number | "self"): ProcessStatus | undefined {
  try {
    return parseStatus(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return undefined;
  }
}

export function parseStatus(text: string): ProcessStatus {
  const fields = new Map(
    text.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  const numbers = (key: string): number[] =>
    (fields.get(key) ?? "")
      .split(/\s+/)
      .filter((word) => word !== "")
      .map(Number);
  const capabilities = (key: string): string[] => capabilityNames(BigInt(`0x${fields.get(key) ?? "0"}`));
  return {
    name: fields.get("Name") ?? "",
    parent: numbers("PPid")[0] ?? 0,
    pids: numbers("NSpid"),
    uid: numbers("Uid")[1] ?? 0,
    gid: numbers("Gid")[1] ?? 0,
    groups: numbers("Groups"),
    // A kernel thread and a zombie have none.
    memoryBytes: (Number.parseInt(fields.get("VmRSS") ?? "0", 10) || 0) * 1024,
    capabilities: {
      bounding: capabilities("CapBnd"),
      effective: capabilities("CapEff"),
      permitted: capabilities("CapPrm"),
      inheritable: capabilities("CapInh"),
      ambient: capabilities("CapAmb"),
    },
    noNewPrivileges: fields.get("NoNewPrivs") === "1",
    seccomp: numbers("Seccomp")[0] ?? 0,
    seccompFilters: numbers("Seccomp_filters")[0] ?? 0,
  };
}
