import { asCodedError } from "../../base/errors.ts";
import { listContainers } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ClientCommand, Containers } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import { looksSwept, settleAll, sweep } from "./recovery.ts";
import { isPaused, notRunning, resolveContainer } from "./resolve.ts";
import { toSummary } from "./summary.ts";

/** The containers family. What a use case needs is loaded when it is first asked for: `ps` pays for no other. */
export function createContainers(context: ContainersContext): Containers {
  let swept = false;
  const sweepOnce = (): void => {
    if (!swept) sweepIfWritable(context);
    swept = true;
  };
  /** Every door goes through here: what it answers is how things are, not how they were written down. */
  const settled = async (): Promise<ContainersContext> => {
    sweepOnce();
    await settleAll(context);
    return context;
  };
  const find = async (ref: string, verb: string) => resolveContainer((await settled()).state, ref, verb);

  const containers: Containers = {
    async list({ all = false } = {}) {
      if (!looksSwept(context)) sweepOnce();
      await settleAll(context);
      return context.state
        .read((tables) => listContainers(tables, all ? undefined : { status: "running" }))
        .map(toSummary);
    },
    async inspect(ref) {
      const row = await find(ref, "inspect");
      return (await import("./inspect.ts")).inspectContainer(context, row);
    },
    async create(options) {
      await settled();
      return toSummary(await (await import("./create.ts")).createContainer(context, options));
    },
    async layerShell(image, layer) {
      return (await import("./throw-away.ts")).layerShell(context, image, layer);
    },
    async start(ref, options = {}) {
      await settled();
      const { row, warnings } = await (await import("./start.ts")).startContainer(context, ref, options);
      return { container: toSummary(row), warnings };
    },
    async stop(ref, options) {
      await settled();
      await (await import("./stop.ts")).stopContainer(context, ref, options);
    },
    async kill(ref, signal) {
      await settled();
      await (await import("./stop.ts")).killContainer(context, ref, signal);
    },
    async pause(ref) {
      await settled();
      await (await import("./pause.ts")).pauseContainer(context, ref);
    },
    async unpause(ref) {
      await settled();
      await (await import("./pause.ts")).unpauseContainer(context, ref);
    },
    async restart(ref, options) {
      await settled();
      await (await import("./restart.ts")).restartContainer(context, ref, options);
    },
    async remove(ref, options) {
      await settled();
      await (await import("./remove.ts")).removeContainer(context, ref, options);
    },
    async trashed() {
      await settled();
      return (await import("./trash.ts")).trashed(context);
    },
    async undoRemoval(ref) {
      await settled();
      return (await import("./trash.ts")).undoRemoval(context, ref);
    },
    async emptyTrash(options) {
      await settled();
      return (await import("./trash.ts")).emptyTrash(context, options);
    },
    async rename(ref, name) {
      await settled();
      (await import("./rename.ts")).renameContainer(context, ref, name);
    },
    async wait(ref, { signal } = {}) {
      // Found first and settled after: one that goes with its exit has a code to tell until then.
      const { id } = resolveContainer(context.state, ref, "wait for");
      return (await import("./wait.ts")).waitForExit(context, id, { signal });
    },
    async *logs(ref, options = {}) {
      const row = await find(ref, "read log of");
      yield* (await import("./logs.ts")).readLogs(context, row, options);
    },
    async openLog(ref) {
      const row = await find(ref, "read log of");
      return (await import("./log-pages.ts")).openLogPages(context, row);
    },
    async changes(ref) {
      const row = await find(ref, "compare");
      return (await import("./changes.ts")).containerChanges(context, row);
    },
    async *stats(ref, options = {}) {
      const row = await find(ref, "measure");
      yield* (await import("./stats.ts")).watchStats(context, row, options);
    },
    async sample(ids, options = {}) {
      return (await import("./stats.ts")).sampleContainers(context, ids, options);
    },
    async top(ref) {
      const row = await find(ref, "list processes of");
      return (await import("./top.ts")).containerProcesses(context, row);
    },
    async signalProcess(ref, pid, signal) {
      const row = await find(ref, "send a signal into");
      await (await import("./top.ts")).signalProcess(context, row, pid, signal);
    },
    async isolation(ref) {
      const row = await find(ref, "look into");
      return (await import("./isolation.ts")).containerIsolation(context, row);
    },
    async attach(ref, options): Promise<ClientCommand> {
      const row = await find(ref, "attach to");
      if (row.state.status !== "running") throw notRunning(row.name, "attach to");
      if (row.state.paused) throw isPaused(row.name, "attach to");
      return (await context.driver()).attachCommand(bundleOf(context.root, row.id), options);
    },
  };
  return containers;
}

/** What lies on a read-only file system can be looked at, unswept. */
function sweepIfWritable(context: ContainersContext): void {
  try {
    sweep(context);
  } catch (error) {
    if (asCodedError(error, "sweep").code !== "read-only") throw error;
  }
}
