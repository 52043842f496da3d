import { digestOf } from "../../src/base/digest.ts";
import type { ContainerState } from "../../src/engine/containers/containers.ts";
import type { ContainerIsolation } from "../../src/engine/containers/isolation.ts";
import type { ContainerSample } from "../../src/engine/containers/stats.ts";
import type { ContainerProcess } from "../../src/engine/containers/top.ts";
import type { FixedContainer, FixedImage } from "./fixed-engine.ts";
import { DATABASE, DAY_MS, file, folder, HOUR_MS, NOW_MS, STARTER, WEB } from "./fixed-images.ts";
import { logRecord } from "./log-file.ts";

const MINUTE_MS = 60_000;

/** One in every state, newest first; the second has all that a running one can show. */
export function fixedContainers(): readonly FixedContainer[] {
  return [
    container("a-name-longer-than-its-column", STARTER, { status: "created" }, 0.1),
    {
      ...container("web", WEB, running(4001, 46 * MINUTE_MS), 1),
      log: webLog(),
      changes: [
        { path: "etc", change: "changed", entry: folder("etc") },
        { path: "etc/motd", change: "added", entry: file("etc/motd", 31) },
        { path: "srv", change: "changed", entry: folder("srv") },
        { path: "srv/web", change: "changed", entry: folder("srv/web") },
        { path: "srv/web/index.html", change: "changed", entry: file("srv/web/index.html", 2530) },
        { path: "srv/web/안녕.txt", change: "removed", entry: file("srv/web/안녕.txt", 21) },
        { path: "tmp", change: "changed", entry: folder("tmp", 0o1777) },
        { path: "tmp/upload-81f2", change: "added", entry: file("tmp/upload-81f2", 3_200_000, 0o600) },
      ],
    },
    container("web-canary", WEB, running(4002, 3 * DAY_MS), 2),
    container("db", DATABASE, { ...running(4003, 5 * HOUR_MS), status: "paused" }, 3),
    container("worker", WEB, ended(3), 4),
    container("batch", WEB, { ...ended(137), oomKilled: true }, 5),
    container("migrate", STARTER, ended(0), 6),
    container("typo", STARTER, { ...ended(127), failed: "run bahs: not found in PATH" }, 7),
  ];
}

export function idOf(name: string): string {
  return digestOf(`container ${name}`).slice("sha256:".length);
}

function container(
  name: string,
  { details }: FixedImage,
  state: ContainerState,
  ageDays: number,
): FixedContainer {
  const id = idOf(name);
  const { entrypoint, cmd, env } = details.config.process;
  const argv = [...entrypoint, ...cmd];
  const image = details.references[0] ?? details.id;
  const isUp = state.status === "running";
  return {
    summary: {
      id,
      name,
      image,
      imageId: details.id,
      argv,
      createdAtMs: NOW_MS - ageDays * DAY_MS,
      state,
      tty: false,
      autoRemove: false,
      labels: { tier: "front" },
    },
    details: {
      bundleDir: `/var/lib/wherry/containers/${id}`,
      spec: {
        ociVersion: "1.2.0",
        hostname: name,
        process: { args: argv, cwd: "/srv/web", env, terminal: false, user: { uid: 101, gid: 101 } },
        root: { path: "rootfs", readonly: false },
      },
      options: { image, name, memoryBytes: 256_000_000, cpus: 1.5 },
      warnings: [],
      layers: details.layers.map(({ chainId }) => chainId),
    },
    log: [],
    changes: [],
    isolation: isolation(isUp),
    processes: isUp ? processes() : [],
    samples: isUp ? samples(id, name, state.startedAtMs) : [],
  };
}

function running(pid: number, sinceMs: number): Extract<ContainerState, { status: "running" | "paused" }> {
  return { status: "running", pid, startedAtMs: NOW_MS - sinceMs };
}

function ended(code: number): Extract<ContainerState, { status: "exited" }> {
  const finishedAtMs = NOW_MS - 2 * HOUR_MS;
  return { status: "exited", code, startedAtMs: NOW_MS - 3 * HOUR_MS, finishedAtMs, oomKilled: false };
}

function webLog(): readonly string[] {
  const paths = ["/", "/style.css", "/cart", "/안녕.txt", "/products?page=2&sort=price", "/favicon.ico"];
  return Array.from({ length: 90 }, (_, second) => {
    const path = paths[second % paths.length] ?? "/";
    const text = `GET ${path} 200 ${((second * 7919) % 900) + 100}us`;
    if (second % 17 === 5)
      return logRecord(`cannot read cart of guest ${second}: timed out`, { second, stream: "stderr" });
    if (second === 80)
      return logRecord(
        `${text} "A browser with a very long name (with many things in it; that nobody ever reads) and/or/so/on/1.0" took its time`,
        { second },
      );
    return logRecord(text, { second });
  });
}

/** Five minutes, a sample each second: waves that are the same each time. */
function samples(id: string, name: string, startedAtMs: number): readonly ContainerSample[] {
  let cpuMicroseconds = 60_000_000;
  let [readBytes, writtenBytes, receivedBytes, sentBytes] = [10_000_000, 0, 40_000, 900_000];
  return Array.from({ length: 300 }, (_, second) => {
    const wave = 1 + Math.sin(second / 20);
    cpuMicroseconds += Math.round(150_000 + 200_000 * wave);
    readBytes += second % 60 < 5 ? 800_000 : 0;
    writtenBytes += 12_000;
    receivedBytes += Math.round(9000 * wave);
    sentBytes += Math.round(130_000 * wave);
    return {
      id,
      name,
      timeMs: NOW_MS - (300 - second) * 1000,
      startedAtMs,
      processors: 8,
      machineMemoryBytes: 16_000_000_000,
      cpuShare: undefined,
      cpuMicroseconds,
      memoryBytes: Math.round(48_000_000 + 200_000 * second),
      memoryLimitBytes: 256_000_000,
      pids: 4,
      pidsLimit: 2048,
      readBytes,
      writtenBytes,
      cpuLimit: 1.5,
      network: { receivedBytes, sentBytes },
    };
  });
}

function processes(): readonly ContainerProcess[] {
  const rows = [
    [1, 0, "/bin/sh /srv/start.sh --greet 'hello there'", 1_400_000, 20],
    [7, 1, "web: master process /usr/bin/web -c /etc/web.conf", 12_800_000, 2300],
    [8, 2, "web: worker process", 31_000_000, 611_000],
    [9, 2, "web: worker process", 29_500_000, 594_000],
  ] as const;
  return rows.map(([innerPid, depth, command, memoryBytes, cpuMs], index) => ({
    pid: 4000 + innerPid,
    innerPid,
    parent: depth === 0 ? 3990 : depth === 1 ? 4001 : 4007,
    uid: 101,
    user: "web",
    depth,
    state: index === 2 ? "R" : "S",
    terminal: "?",
    cpuMs,
    startedAtMs: NOW_MS - 46 * MINUTE_MS,
    memoryBytes,
    threads: index === 1 ? 3 : 1,
    command,
  }));
}

function isolation(live: boolean): ContainerIsolation {
  const inodes = ["mnt", "pid", "uts", "ipc", "net", "cgroup", "user"];
  const types = ["mount", "pid", "uts", "ipc", "network", "cgroup", "user"] as const;
  const kept = ["CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_KILL", "CAP_SETGID", "CAP_SETUID"];
  const host = [...kept, "CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_SYS_PTRACE", "CAP_SYS_TIME"];
  const limit = (name: string, soft: number | undefined, hard: number | undefined) => ({
    limit: { name, soft, hard, unit: "" },
    host: { name, soft: 1024, hard: undefined, unit: "" },
  });
  return {
    live,
    namespaces: types.map((type, index) => {
      const own = type !== "user";
      const hostInode = String(4_026_531_835 + index);
      const inode = own ? String(4_026_532_200 + index * 3) : hostInode;
      return { type, inode: live ? inode : undefined, hostInode, own: own && inodes[index] !== "user" };
    }),
    capabilities: [
      { set: "bounding", names: kept, host },
      { set: "effective", names: kept, host },
      { set: "permitted", names: kept, host },
      { set: "inheritable", names: [], host: [] },
      { set: "ambient", names: [], host: [] },
    ],
    seccomp: { mode: live ? "filter" : "none", host: "none" },
    noNewPrivileges: { on: true, host: false },
    user: { uid: 101, gid: 101, groups: [101, 5] },
    limits: [
      { name: "memory", limit: 256_000_000, used: live ? 107_800_000 : undefined },
      { name: "cpu", limit: 1.5, used: undefined },
      { name: "processes", limit: 2048, used: live ? 4 : undefined },
    ],
    rlimits: [
      limit("Max open files", 65_536, 1_048_576),
      limit("Max processes", undefined, undefined),
      limit("Max core file size", 0, undefined),
    ],
    mounts: [
      { path: "/", type: "overlay", source: "overlay", flags: ["rw", "relatime"], kind: "mount" },
      {
        path: "/proc",
        type: "proc",
        source: "proc",
        flags: ["rw", "nosuid", "nodev", "noexec", "relatime"],
        kind: "mount",
      },
      { path: "/dev", type: "tmpfs", source: "tmpfs", flags: ["rw", "nosuid", "strictatime"], kind: "mount" },
      { path: "/srv/web/uploads", type: "ext4", source: "/dev/vda1", flags: ["rw"], kind: "mount" },
      { path: "/proc/kcore", type: "", source: "", flags: ["ro"], kind: "masked" },
      { path: "/proc/sys", type: "", source: "", flags: ["ro"], kind: "read-only" },
    ],
    devices: [
      { path: "/dev/null", device: "c 1:3", access: "rwm" },
      { path: "/dev/urandom", device: "c 1:9", access: "rwm" },
    ],
    steps: [
      { step: "make namespaces", where: "linux.namespaces", microseconds: 412 },
      { step: "mount /proc", where: "mounts[0]", microseconds: 38 },
      { step: "pivot to the root file system", where: "root", microseconds: 121 },
      { step: "load filter", where: "linux.seccomp", microseconds: 260 },
    ],
  };
}
