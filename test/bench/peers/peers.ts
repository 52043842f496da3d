import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDockerDaemon } from "../../support/docker-daemon.ts";
import type { Peer } from "../bench.ts";
import { isInstalled, runProgram } from "../programs.ts";

export interface OpenPeers extends AsyncDisposable {
  readonly crun: Peer;
  readonly podman: Peer;
  readonly docker: Peer;
}

/** Makes the peers that are installed ready, each with data of its own below `dir` and the same image. */
export async function openPeers(dir: string, rootfsTar: string): Promise<OpenPeers> {
  const podman = await openPodman(dir, rootfsTar);
  const { peer: docker, close } = await openDocker(dir, rootfsTar);
  return {
    crun: isInstalled("crun")
      ? { file: "crun", args: ["--root", join(dir, "crun")], env: process.env }
      : { missing: "crun is not installed" },
    podman,
    docker,
    [Symbol.asyncDispose]: async () => close?.(),
  };
}

/** Its usual limits are above what a machine without CAP_SYS_RESOURCE may ask for. */
const PODMAN_SETTINGS = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
cgroup_manager = "cgroupfs"
runtime = "crun"
events_logger = "none"
`;

async function openPodman(dir: string, rootfsTar: string): Promise<Peer> {
  if (!isInstalled("podman")) return { missing: "podman is not installed" };
  const settings = join(dir, "containers.conf");
  writeFileSync(settings, PODMAN_SETTINGS);
  const args = [
    "--root",
    join(dir, "podman"),
    "--runroot",
    join(dir, "podman-run"),
    "--storage-driver",
    "overlay",
  ];
  const env = { ...process.env, CONTAINERS_CONF: settings };
  try {
    await runProgram("podman", [...args, "import", rootfsTar, "bench:1"], env);
    await runProgram("podman", [...args, "run", "--rm", "--network", "none", "bench:1", "true"], env);
    return { file: "podman", args, env };
  } catch (thrown) {
    return { missing: `podman does not run here: ${firstLine(thrown)}` };
  }
}

async function openDocker(
  dir: string,
  rootfsTar: string,
): Promise<{ peer: Peer; close?: () => Promise<void> }> {
  const daemon = await openDockerDaemon(join(dir, "docker"));
  if ("missing" in daemon) return { peer: daemon };
  const args = ["--host", daemon.host];
  try {
    await runProgram("docker", [...args, "import", rootfsTar, "bench:1"]);
    await runProgram("docker", [...args, "run", "--rm", "--network", "none", "bench:1", "true"]);
    return { peer: { file: "docker", args, env: process.env }, close: daemon.close };
  } catch (thrown) {
    await daemon.close();
    return { peer: { missing: `a docker daemon of its own does not run here: ${firstLine(thrown)}` } };
  }
}

function firstLine(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).split("\n").at(-1) ?? "";
}
