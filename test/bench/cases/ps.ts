import { openEngine } from "../../../src/engine/open-engine.ts";
import { wherryProgram } from "../../support/cli.ts";
import type { Bench } from "../bench.ts";
import { timeInTurn } from "../paired.ts";
import { runProgram } from "../programs.ts";
import { type Outcome, ratio } from "../result.ts";

const CONTAINERS = 1000;

/** A listing of many containers against a Node that does nothing at all. */
export async function benchPs({ cli, rounds }: Bench): Promise<Outcome[]> {
  const ids: string[] = [];
  const engine = await openEngine({ root: cli.root });
  for (let made = 0; made < CONTAINERS; made += 1) {
    ids.push((await engine.containers.create({ image: "bench", command: ["true"] })).id);
  }
  const [ours, node] = await timeInTurn(
    [
      { name: "wherry ps", act: () => runProgram(wherryProgram, ["--root", cli.root.dataDir, "ps", "-a"]) },
      { name: "node -e 0", act: () => runProgram(process.execPath, ["-e", "0"]) },
    ],
    rounds,
  );
  for (const id of ids) await engine.containers.remove(id);
  await engine[Symbol.asyncDispose]();
  return [ratio("`ps -a` with 1,000 containers", 2, [ours!, node!])];
}
