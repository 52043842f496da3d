import { identityOf, isAlive, type ProcessRow } from "../../../runtime/index.ts";
import { CodedError } from "../../base/errors.ts";
import type { ContainerRow, RunningState } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { notRunning } from "./resolve.ts";
import { parseSignal } from "./signal.ts";
import { runningFolders } from "./stack.ts";
import { readStackFile } from "./stack-file.ts";
import { userNames } from "./user.ts";

/** One process of a container. */
export interface ContainerProcess extends ProcessRow {
  /** The name that the container's own accounts give its user; the number where they have none. */
  readonly user: string;
  /** How many of its ancestors are listed: 0 for the container's first process. */
  readonly depth: number;
}

/** The processes of a container as a tree laid flat: each right after its parent. Read from the host's /proc alone. */
export async function containerProcesses(
  context: ContainersContext,
  row: ContainerRow,
): Promise<readonly ContainerProcess[]> {
  const { processes, state } = await listed(context, row, "list processes of");
  // Data from inside: whatever is in that file is but a name on a screen.
  const passwd = await readStackFile(runningFolders(state.pid), "/etc/passwd").catch(() => undefined);
  const names = userNames(passwd?.toString("utf8") ?? "");
  return asTree(processes).map(({ process, depth }) => ({
    ...process,
    user: names.get(process.uid) ?? String(process.uid),
    depth,
  }));
}

/** Only to a process that is the container's at this moment. */
export async function signalProcess(
  context: ContainersContext,
  row: ContainerRow,
  pid: number,
  signal: string,
): Promise<void> {
  const number = parseSignal(signal);
  // Taken first: should the pid change hands while we look, it is another process and gets nothing.
  const identity = identityOf(pid);
  const { processes } = await listed(context, row, "send a signal into");
  if (identity === undefined || !isAlive(identity) || !processes.some((process) => process.pid === pid)) {
    throw new CodedError(
      "not-found",
      "process-not-found",
      `send a signal to process ${pid}: container ${row.name} has no such process`,
    );
  }
  process.kill(pid, number);
}

async function listed(
  context: ContainersContext,
  row: ContainerRow,
  verb: string,
): Promise<{ processes: ProcessRow[]; state: RunningState }> {
  const { state } = row;
  if (state.status !== "running") throw notRunning(row.name, verb);
  const driver = await context.driver();
  return { processes: driver.processes({ ...bundleOf(context.root, row.id), ...state }), state };
}

export function asTree<T extends Pick<ProcessRow, "pid" | "parent">>(
  processes: readonly T[],
): { process: T; depth: number }[] {
  const listedPids = new Set(processes.map(({ pid }) => pid));
  const children = Map.groupBy(processes, ({ parent }) => (listedPids.has(parent) ? parent : 0));
  const below = (parent: number, depth: number): { process: T; depth: number }[] =>
    (children.get(parent) ?? []).flatMap((process) => [{ process, depth }, ...below(process.pid, depth + 1)]);
  return below(0, 0);
}
