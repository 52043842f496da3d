// Prints the budgets of DESIGN.md, each paired in turn with whatever peers are installed: `npm run bench [-- CASE…]`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { openCli } from "../support/cli.ts";
import { makeSmallRoot } from "../support/small-root.ts";
import type { BenchCase } from "./bench.ts";
import { benchContainerStart } from "./cases/container-start.ts";
import { benchExec } from "./cases/exec.ts";
import { benchLayers } from "./cases/layers.ts";
import { benchLongLists } from "./cases/long-lists.ts";
import { benchLoop } from "./cases/loop.ts";
import { benchMonitorMemory } from "./cases/monitor-memory.ts";
import { benchPs } from "./cases/ps.ts";
import { benchRun } from "./cases/run.ts";
import { benchTui } from "./cases/tui.ts";
import { benchUnpack } from "./cases/unpack.ts";
import { describeMachine } from "./machine.ts";
import { openPeers } from "./peers/peers.ts";
import { runProgram } from "./programs.ts";
import { type Outcome, resultTable } from "./result.ts";

const CASES: Record<string, BenchCase> = {
  start: benchContainerStart,
  run: benchRun,
  exec: benchExec,
  memory: benchMonitorMemory,
  unpack: benchUnpack,
  loop: benchLoop,
  ps: benchPs,
  tui: benchTui,
  lists: benchLongLists,
  layers: benchLayers,
};
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);

if (process.env.BENCH_APART === undefined) process.exitCode = runApart();
else await main(process.argv.slice(2));

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => CASES[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`no case ${unknown.join(", ")}; there are ${Object.keys(CASES).join(", ")}`);
  const { cli, close } = openCli();
  try {
    const rootfs = join(cli.dir, "rootfs");
    makeSmallRoot(rootfs);
    const rootfsTar = join(cli.dir, "rootfs.tar");
    await runProgram("tar", ["-C", rootfs, "-cf", rootfsTar, "."]);
    await cli.ok("import", rootfsTar, "bench");
    await using peers = await openPeers(cli.dir, rootfsTar);
    const outcomes: Outcome[] = [];
    for (const [name, bench] of Object.entries(CASES)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      process.stderr.write(`${name}…\n`);
      outcomes.push(...(await bench({ dir: cli.dir, cli, rootfs, rootfsTar, rounds: ROUNDS, peers })));
    }
    process.stdout.write(
      `${describeMachine()
        .map((line) => `- ${line}\n`)
        .join("")}\n${resultTable(outcomes)}`,
    );
  } finally {
    await close();
  }
}

/** crun cannot do without the hugetlb hierarchy, which a machine may not have mounted: it gets one out of sight. */
function runApart(): number {
  const place = "/sys/fs/cgroup/hugetlb";
  const lacking = !existsSync("/sys/fs/cgroup/cgroup.controllers") && !existsSync(place);
  if (lacking) mkdirSync(place);
  const mount = lacking ? `mount -t cgroup -o hugetlb none ${place} || true; ` : "";
  const { status } = spawnSync(
    "unshare",
    [
      "--mount",
      "sh",
      "-c",
      `${mount}exec "$@"`,
      "sh",
      process.execPath,
      ...process.execArgv,
      ...process.argv.slice(1),
    ],
    { stdio: "inherit", env: { ...process.env, BENCH_APART: "1", NODE_ENV: "production" } },
  );
  if (lacking) rmdirSync(place);
  return status ?? 1;
}
