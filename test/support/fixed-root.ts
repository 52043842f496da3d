import type { Volume } from "../../src/engine/volumes/volumes.ts";
import { fixedContainers, idOf } from "./fixed-containers.ts";
import type { FixedData } from "./fixed-engine.ts";
import { DANGLING, DATABASE, DAY_MS, file, folder, NOW_MS, STARTER, WEB } from "./fixed-images.ts";

const INFO: FixedData["info"] = {
  version: "1.2.3",
  dataDir: "/var/lib/wherry",
  runDir: "/run/wherry/0",
  driver: "native",
  rootless: false,
  kernel: "6.12.0",
  cgroup: "v2",
};

/** Nothing was ever made there, and nothing is wrong with the machine. */
export const EMPTY_ROOT: FixedData = {
  containers: [],
  images: [],
  volumes: [],
  networks: [
    { name: "host", driver: "host", members: [] },
    { name: "none", driver: "null", members: [] },
  ],
  info: INFO,
  findings: [{ subject: "privileges", verdict: "ok", detail: "root" }],
};

const CONTAINERS = fixedContainers();

/** Containers in every state, images that share a base, layers that add, change and remove; a machine with lacks. */
export const FULL_ROOT: FixedData = {
  containers: CONTAINERS,
  images: [STARTER, WEB, DATABASE, DANGLING].map((image) => ({
    ...image,
    details: {
      ...image.details,
      usedBy: CONTAINERS.filter(({ summary }) => summary.imageId === image.details.id).map(
        ({ summary }) => summary.id,
      ),
    },
  })),
  volumes: [
    { volume: volume("cache", []), tree: { entries: [] } },
    {
      volume: volume("data", ["db", "worker"]),
      tree: {
        entries: [folder("base", 0o700), file("base/1", 8_192_000, 0o600), file("version", 3, 0o600)],
      },
    },
  ],
  networks: [
    { name: "host", driver: "host", members: [member("web")] },
    { name: "none", driver: "null", members: ["web-canary", "db", "worker"].map(member) },
  ],
  info: INFO,
  findings: [
    { subject: "privileges", verdict: "ok", detail: "root" },
    { subject: "native programs", verdict: "ok", detail: "launcher and jailfs are there" },
    { subject: "cgroup", verdict: "ok", detail: "version 2" },
    {
      subject: "cgroup memory",
      verdict: "missing",
      detail: "the memory controller is not there: no memory limits",
      remedy: "boot with cgroup_enable=memory",
    },
    { subject: "overlay", verdict: "ok", detail: "mounts" },
    {
      subject: "nftables",
      verdict: "degraded",
      detail: "nft is missing: no published ports and no way out of a bridge",
      remedy: "apt install nftables",
    },
    { subject: "terminal", verdict: "ok", detail: "xterm-256color, 16 million colours, UTF-8" },
  ],
};

function volume(name: string, users: readonly string[]): Volume {
  return {
    name,
    labels: {},
    createdAtMs: NOW_MS - DAY_MS,
    mountpoint: `/var/lib/wherry/volumes/${name}/_data`,
    usedBy: users.map((user) => ({
      ...member(user),
      target: "/data",
      readOnly: user === "worker",
      inTrash: false,
    })),
  };
}

function member(name: string): { containerId: string; containerName: string } {
  return { containerId: idOf(name), containerName: name };
}
