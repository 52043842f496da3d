import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** What a process has for itself alone. */
export function privateBytes(pid: number): number {
  return sumOf(rollupOf(pid), /^Private_\w+:\s+(\d+) kB$/gm);
}

/** Its share: what it has for itself, and of each shared page its part. Such shares may be added up. */
export function proportionalBytes(pid: number): number {
  return sumOf(rollupOf(pid), /^Pss:\s+(\d+) kB$/gm);
}

/** The launcher above a container's init. */
export function monitorOf(pid: number): number {
  const parent = parentOf(pid);
  const program = readlinkSync(`/proc/${parent}/exe`);
  if (!program.includes("launcher") && !program.includes("memfd")) {
    throw new Error(`the parent of ${pid} is ${program}, among ${readdirSync("/proc").length} entries`);
  }
  return parent;
}

/** A process and all below it. */
export function withChildren(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
  return [
    pid,
    ...children.filter((child) => /^\d+$/.test(child)).flatMap((child) => withChildren(Number(child))),
  ];
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

function rollupOf(pid: number): string {
  return readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
}

function sumOf(rollup: string, line: RegExp): number {
  return [...rollup.matchAll(line)].reduce((sum, [, kb]) => sum + Number(kb), 0) * 1024;
}
