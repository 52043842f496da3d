import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { signalThroughMonitor } from "../../attach-client.ts";
import { bundlePaths } from "../../bundle-paths.ts";
import { endProcesses } from "../../cgroup/end-processes.ts";
import { kernelFiles } from "../../cgroup/files.ts";
import { setFrozen } from "../../cgroup/freeze.ts";
import { memberPids } from "../../cgroup/member-pids.ts";
import { cgroupFolders } from "../../cgroup/plan-cgroup.ts";
import { removeCgroup } from "../../cgroup/remove-cgroup.ts";
import { containerUsage } from "../../container-usage.ts";
import type { Bundle, Driver, ExitRecord, RunningContainer } from "../../driver.ts";
import { parseExitRecord } from "../../exit-record.ts";
import { launch } from "../../launch.ts";
import { type MachineFacts, probeMachine } from "../../machine.ts";
import { nativeProgram } from "../../native-path.ts";
import { bootTimeMs, type ProcessRow, readProcess } from "../../proc/process-row.ts";
import { isAlive } from "../../process-identity.ts";
import { attachCommand } from "./attach-command.ts";
import { joinCommand } from "./join-command.ts";

const SIGKILL = 9;

export interface NativeDriverOptions {
  readonly launcher?: string;
  readonly facts?: MachineFacts;
}

/** Our own way to isolate: the launcher performs a plan made here. */
export function createNativeDriver({
  launcher = nativeProgram("launcher"),
  facts = probeMachine(),
}: NativeDriverOptions = {}): Driver {
  return {
    name: "native",
    launch: (request) => launch(request, { launcher, facts }),
    attachCommand: (bundle, options) => attachCommand(launcher, bundle, options),
    joinCommand: async (container, process) => joinCommand({ launcher, facts }, container, process),
    signal: sendSignal,
    setPaused: (bundle, paused) =>
      setFrozen(cgroupFolders(facts.cgroups, bundle.cgroupPath), kernelFiles, paused),
    readExit,
    usage: (container, options) => containerUsage(container, facts.cgroups, options),
    processes: (container) => processesOf(container, facts),
    clean: (bundle) => clean(bundle, facts),
  };
}

function processesOf({ cgroupPath }: Bundle, { cgroups }: MachineFacts): ProcessRow[] {
  const bootMs = bootTimeMs();
  return memberPids(cgroupFolders(cgroups, cgroupPath)).flatMap((pid) => readProcess(pid, bootMs) ?? []);
}

async function sendSignal(container: RunningContainer, signal: number): Promise<boolean> {
  if (!isAlive(container)) return false;
  if (await signalThroughMonitor(bundlePaths(container).attachSocket, signal)) return true;
  if (!isAlive(container)) return false;
  process.kill(container.pid, signal);
  return true;
}

async function readExit(bundle: Bundle): Promise<ExitRecord | undefined> {
  let text: string;
  try {
    // At once: it is small, and the first use of the thread pool costs a command more than all its looks.
    text = readFileSync(bundlePaths(bundle).exitRecord, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  return parseExitRecord(text);
}

async function clean(bundle: Bundle, { cgroups }: MachineFacts): Promise<void> {
  const folders = cgroupFolders(cgroups, bundle.cgroupPath);
  await signalThroughMonitor(bundlePaths(bundle).attachSocket, SIGKILL);
  // A v1 freezer holds even what was killed.
  await setFrozen(folders, kernelFiles, false).catch(() => undefined);
  const ended = await endProcesses(folders, kernelFiles);
  if (!ended || !removeCgroup(folders, kernelFiles)) {
    throw new Error(`clean container ${bundle.id}: some of its processes do not end`);
  }
  await rm(bundle.runDir, { recursive: true, force: true });
}
