import { wherryProgram } from "../../support/cli.ts";
import type { Bench } from "../bench.ts";
import { timeInTurn } from "../paired.ts";
import { runProgram } from "../programs.ts";
import { type Outcome, ratio } from "../result.ts";

const WHAT = "`exec CONTAINER true`";

/** One more command in a container that runs. */
export async function benchExec({ cli, peers, rounds }: Bench): Promise<Outcome[]> {
  const { docker } = peers;
  if ("missing" in docker) return [{ what: WHAT, skipped: docker.missing }];
  const start = ["run", "-d", "--network", "none", "--name", "exec"];
  await cli.ok(...start, "bench", "sleep", "1000");
  await runProgram(docker.file, [...docker.args, ...start, "bench:1", "sleep", "1000"], docker.env);
  try {
    const [ours, theirs] = await timeInTurn(
      [
        {
          name: "wherry",
          act: () => runProgram(wherryProgram, ["--root", cli.root.dataDir, "exec", "exec", "true"]),
        },
        {
          name: "docker",
          act: () => runProgram(docker.file, [...docker.args, "exec", "exec", "true"], docker.env),
        },
      ],
      rounds,
    );
    return [ratio(WHAT, 0.8, [ours!, theirs!])];
  } finally {
    await cli.ok("rm", "-f", "exec");
    await runProgram(docker.file, [...docker.args, "rm", "-f", "exec"], docker.env);
  }
}
