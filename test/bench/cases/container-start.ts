import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEngine } from "../../../src/engine/open-engine.ts";
import type { Bench } from "../bench.ts";
import { timeInTurn } from "../paired.ts";
import { runProgram } from "../programs.ts";
import { type Outcome, ratio } from "../result.ts";

const WHAT = "container start in a warm engine, to running";

/** From one and the same process: our engine's start, and spawning crun until its container runs. */
export async function benchContainerStart({ cli, dir, rootfs, peers, rounds }: Bench): Promise<Outcome[]> {
  const { crun } = peers;
  if ("missing" in crun) return [{ what: WHAT, skipped: crun.missing }];
  const bundle = join(dir, "crun-bundle");
  mkdirSync(bundle);
  await runProgram(crun.file, ["spec", "--bundle", bundle]);
  writeSpec(bundle, rootfs);
  await using engine = await openEngine({ root: cli.root });
  const { id } = await engine.containers.create({
    image: "bench",
    command: ["sleep", "1000"],
    network: "none",
  });
  const [ours, theirs] = await timeInTurn(
    [
      {
        name: "wherry",
        act: async () => void (await engine.containers.start(id)),
        after: () => engine.containers.kill(id).then(async () => void (await engine.containers.wait(id))),
      },
      {
        name: "crun run",
        act: () => runProgram(crun.file, [...crun.args, "run", "--detach", "--bundle", bundle, "bench"]),
        after: () => runProgram(crun.file, [...crun.args, "delete", "--force", "bench"]),
      },
    ],
    rounds,
  );
  await engine.containers.remove(id, { force: true });
  return [ratio(WHAT, 0.8, [ours!, theirs!])];
}

/** crun's own defaults, but for what this program runs and for limits that not every machine may raise. */
function writeSpec(bundle: string, rootfs: string): void {
  const file = join(bundle, "config.json");
  const spec = JSON.parse(readFileSync(file, "utf8"));
  spec.root = { path: rootfs, readonly: false };
  spec.process = { ...spec.process, terminal: false, args: ["sleep", "1000"], rlimits: [] };
  writeFileSync(file, JSON.stringify(spec));
}
