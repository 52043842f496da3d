import { spawnSync } from "node:child_process";
import { readFileSync, statfsSync } from "node:fs";
import { cpus, release, tmpdir, totalmem } from "node:os";
import { formatBytes } from "../../src/base/units.ts";

const FILE_SYSTEMS: Record<number, string> = {
  61267: "ext4",
  1481003842: "xfs",
  2435016766: "btrfs",
  16914836: "tmpfs",
};

const PEERS: readonly (readonly string[])[] = [
  ["crun", "--version"],
  ["podman", "--version"],
  ["docker", "--version"],
  ["tar", "--version"],
];

/** What the figures were measured on, a line each. */
export function describeMachine(): string[] {
  const processors = cpus();
  const load = readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 3).join(" ");
  return [
    `${processors.length} x ${processors[0]?.model ?? "unknown processor"}, ${formatBytes(totalmem())} memory`,
    `Linux ${release()}, ${FILE_SYSTEMS[statfsSync(tmpdir()).type] ?? "another file system"} at ${tmpdir()}`,
    `Node ${process.version}; ${PEERS.map(versionOf).join("; ")}`,
    `load before: ${load}`,
  ];
}

function versionOf([program = "", ...args]: readonly string[]): string {
  const { error, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return error === undefined ? (stdout.split("\n")[0] ?? program) : `no ${program}`;
}
