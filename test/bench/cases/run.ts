import { wherryProgram } from "../../support/cli.ts";
import type { Bench, Peer } from "../bench.ts";
import { type Subject, timeInTurn } from "../paired.ts";
import { runProgram } from "../programs.ts";
import { type Outcome, ratio } from "../result.ts";

const ARGS = ["run", "--rm", "--network", "none"];
const WHAT = "`run --rm --network none IMAGE true`";

/** The whole way of a short command, from the shell and back. */
export async function benchRun({ cli, peers, rounds }: Bench): Promise<Outcome[]> {
  const ours: Subject = {
    name: "wherry",
    act: () => runProgram(wherryProgram, ["--root", cli.root.dataDir, ...ARGS, "bench", "true"]),
  };
  const outcomes: Outcome[] = [];
  for (const [name, limit, peer] of [
    ["podman", 0.6, peers.podman],
    ["docker", 0.4, peers.docker],
  ] as const) {
    if ("missing" in peer) outcomes.push({ what: WHAT, skipped: peer.missing });
    else {
      const [first, second] = await timeInTurn([ours, subject(name, peer)], rounds);
      outcomes.push(ratio(WHAT, limit, [first!, second!]));
    }
  }
  return outcomes;
}

function subject(name: string, peer: Exclude<Peer, { missing: string }>): Subject {
  return { name, act: () => runProgram(peer.file, [...peer.args, ...ARGS, "bench:1", "true"], peer.env) };
}
