import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectNoLeaks } from "./leaks.ts";

/** A real docker daemon of the test's own. */
export interface DockerDaemon {
  /** Runs the docker client with it; what that says. Throws when it fails. */
  docker(args: readonly string[], input?: Buffer): Buffer;
  /** Where it listens, as the client's --host takes it. */
  readonly host: string;
  /** Where its containers go of themselves; a build has to be told. */
  readonly cgroupParent: string;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;

/**
 * Starts dockerd with all that it keeps below `folder`, which must be empty and go after it. In namespaces of its own
 * for mounts, /run and network, so that it changes nothing of the machine. Answers why when that does not work here.
 */
export async function openDockerDaemon(folder: string): Promise<DockerDaemon | { missing: string }> {
  const absent = ["docker", "dockerd", "unshare", "setpriv"].find(
    (program) => spawnSync(program, ["--version"]).error !== undefined,
  );
  if (absent !== undefined) return { missing: `${absent} is not installed` };
  mkdirSync(folder, { recursive: true });
  const cgroup = `wherry-test-docker-${process.pid}`;
  const log = join(folder, "log");
  const output = openSync(log, "w");
  const daemon = spawn("unshare", inNamespaces(daemonCommand(folder, cgroup)), {
    stdio: ["ignore", output, output],
    env: { ...process.env, HOME: folder },
  });
  closeSync(output);
  const docker = dockerClient(folder);
  const ended = new Promise((resolve) => daemon.once("close", resolve));
  const close = async (): Promise<void> => {
    daemon.kill("SIGTERM");
    await ended;
    await expectNoLeaks({ dirs: [folder], volatileDirs: [], cgroupPath: cgroup });
  };
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      docker(["version"]);
      return { docker, host: hostOf(folder), cgroupParent: `/${cgroup}`, close };
    } catch (error) {
      if (daemon.exitCode === null && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      await close();
      const said = readFileSync(log, "utf8").trimEnd().split("\n").at(-1);
      return { missing: `dockerd does not start here: ${said || error}` };
    }
  }
}

/** A daemon that outlives its test would be found by nobody: it goes with the process that started it. */
function inNamespaces(command: readonly string[]): string[] {
  const script = 'mount -t tmpfs none /run && exec setpriv --pdeathsig TERM "$@"';
  return ["--mount", "--net", "--propagation", "private", "sh", "-c", script, "sh", ...command];
}

function daemonCommand(folder: string, cgroup: string): string[] {
  writeFileSync(join(folder, "daemon.json"), "{}");
  return [
    "dockerd",
    ...["--config-file", join(folder, "daemon.json"), "--host", hostOf(folder)],
    ...["--data-root", join(folder, "data"), "--exec-root", join(folder, "exec")],
    ...["--pidfile", join(folder, "pid"), "--cgroup-parent", `/${cgroup}`],
    ...["--bridge", "none", "--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false"],
  ];
}

function hostOf(folder: string): string {
  return `unix://${join(folder, "socket")}`;
}

function dockerClient(folder: string): DockerDaemon["docker"] {
  const env = { ...process.env, HOME: folder, DOCKER_CONFIG: join(folder, "client"), DOCKER_BUILDKIT: "0" };
  return (args, input = Buffer.alloc(0)) => {
    const { status, stdout, stderr, error } = spawnSync("docker", ["--host", hostOf(folder), ...args], {
      env,
      input,
      maxBuffer: 1 << 28,
    });
    if (status === 0) return stdout;
    throw new Error(`docker ${args.join(" ")}: ${error?.message ?? stderr.toString().trim()}`);
  };
}
