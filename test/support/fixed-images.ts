import { type Digest, digestOf } from "../../src/base/digest.ts";
import type { LayerSummary } from "../../src/engine/images/images.ts";
import type { ImageConfig } from "../../src/image/config.ts";
import type { EntryKind, Tree, TreeEntry } from "../../src/image/layer/tree.ts";
import type { FixedImage } from "./fixed-engine.ts";

export const NOW_MS = Date.UTC(2026, 0, 15, 12);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

interface LayerPlan {
  readonly createdBy: string;
  readonly entries: readonly TreeEntry[];
  readonly ageDays: number;
}

const NO_CONFIG: ImageConfig["process"] = {
  user: "",
  env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
  entrypoint: [],
  cmd: [],
  workingDir: "",
  labels: {},
  stopSignal: undefined,
  volumes: [],
  exposedPorts: [],
};

/** What two images stand on. */
const BASE: LayerPlan = {
  createdBy:
    "/bin/sh -c #(nop) ADD file:5d68d27cc15a80653c93d3a0b262a28112d47a46326ff5fc2dfbf7fa3b9a0ce8 in / ",
  ageDays: 40,
  entries: [
    link("bin", "usr/bin"),
    folder("dev"),
    { ...file("dev/null", 0, 0o666), kind: "character", device: { major: 1, minor: 3 } },
    folder("etc"),
    file("etc/motd", 286),
    file("etc/passwd", 922),
    folder("tmp", 0o1777),
    folder("usr"),
    folder("usr/bin"),
    file("usr/bin/bash", 1_265_648, 0o755),
    file("usr/bin/su", 72_000, 0o4755),
    folder("usr/lib"),
    file("usr/lib/libc.so.6", 1_922_136, 0o755),
    folder("var"),
    folder("var/cache"),
    file("var/cache/pkgcache.bin", 38_400_000),
  ],
};

const WEB_CONF = `# Answers on every address.
listen 8080
root /srv/web
workers 4
# 손님을 맞는 말
greeting "어서 오세요"
`;

export const WEB = image({
  references: ["example.org/shop/web:2.4"],
  ageDays: 3,
  config: {
    user: "101:101",
    env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "WEB_ROOT=/srv/web"],
    entrypoint: ["/srv/start.sh"],
    cmd: ["--greet", "hello there"],
    workingDir: "/srv/web",
    labels: { "org.opencontainers.image.source": "https://example.org/shop/web" },
    stopSignal: "SIGQUIT",
    volumes: ["/srv/web/uploads"],
    exposedPorts: ["8080/tcp"],
  },
  texts: { "etc/web.conf": WEB_CONF },
  layers: [
    BASE,
    {
      createdBy: "RUN /bin/sh -c pkg install web && rm -rf /var/cache/* # buildkit",
      ageDays: 3,
      entries: [
        folder("etc"),
        file("etc/web.conf", 1100),
        folder("usr"),
        folder("usr/bin"),
        file("usr/bin/web", 18_400_000, 0o755),
        folder("var"),
        { ...folder("var/cache"), opaque: true },
      ],
    },
    {
      createdBy: "COPY ./site /srv/web # buildkit",
      ageDays: 3,
      entries: [
        folder("etc"),
        { ...file("etc/motd", 0), kind: "whiteout" },
        file("etc/web.conf", WEB_CONF.length),
        folder("srv"),
        owned(folder("srv/web")),
        owned(file("srv/web/a-file-with-a-name-much-longer-than-any-column-has-room-for.html", 48_211)),
        owned(file("srv/web/index.html", 2411)),
        owned(file("srv/web/안녕.txt", 21)),
      ],
    },
    {
      createdBy: "COPY start.sh /srv/start.sh # buildkit",
      ageDays: 3,
      entries: [folder("srv"), file("srv/start.sh", 212, 0o755)],
    },
  ],
});

export const DATABASE = image({
  references: ["db:17", "db:latest"],
  ageDays: 12,
  config: { cmd: ["db", "--data", "/data"], volumes: ["/data"] },
  layers: [
    BASE,
    {
      createdBy: "RUN /bin/sh -c pkg install db # buildkit",
      ageDays: 12,
      entries: [folder("usr"), folder("usr/bin"), file("usr/bin/db", 92_300_000, 0o755)],
    },
  ],
});

export const STARTER = image({
  references: ["starter:latest"],
  ageDays: 1,
  config: { cmd: ["bash"] },
  layers: [
    {
      createdBy: "starter image from this machine's programs",
      ageDays: 1,
      entries: [
        folder("bin"),
        file("bin/bash", 1_446_024, 0o755),
        link("bin/sh", "bash"),
        folder("etc"),
        file("etc/passwd", 92),
        folder("tmp", 0o1777),
      ],
    },
  ],
});

/** Nobody's name any more. */
export const DANGLING = image({
  references: [],
  ageDays: 70,
  config: {},
  layers: [{ createdBy: "COPY old /", ageDays: 70, entries: [file("old", 9100)] }],
});

interface ImagePlan {
  readonly references: readonly string[];
  readonly ageDays: number;
  readonly config: Partial<ImageConfig["process"]>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly layers: readonly LayerPlan[];
}

function image({ references, ageDays, config, texts = {}, layers: plans }: ImagePlan): FixedImage {
  const layers = plans.map((plan, index) => layerSummary(plans.slice(0, index + 1), plan, index));
  const what = `${references.join()} ${layers.map(({ digest }) => digest).join()}`;
  return {
    details: {
      id: digestOf(`config ${what}`),
      manifestDigest: digestOf(`manifest ${what}`),
      references,
      createdAtMs: daysAgo(ageDays),
      sizeBytes: layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      layerCount: layers.length,
      usedBy: [],
      layers,
      config: {
        architecture: "amd64",
        os: "linux",
        created: new Date(daysAgo(ageDays)).toISOString(),
        process: { ...NO_CONFIG, ...config },
        diffIds: layers.map(({ diffId }) => diffId),
        history: plans.map(({ createdBy }) => ({ createdBy, comment: "", emptyLayer: false })),
      },
    },
    trees: plans.map(({ entries }): Tree => ({ entries })),
    texts,
  };
}

function layerSummary(stack: readonly LayerPlan[], plan: LayerPlan, index: number): LayerSummary {
  const digest = (what: string): Digest => digestOf(`${what} ${plan.createdBy}`);
  const files = plan.entries.filter(({ kind }) => kind === "file");
  const sizeBytes = files.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  return {
    index,
    digest: digest("blob"),
    diffId: digest("diff"),
    chainId: digestOf(stack.map(({ createdBy }) => createdBy).join()),
    sizeBytes,
    compressedBytes: Math.floor(sizeBytes / 3),
    fileCount: files.length,
    createdBy: plan.createdBy,
    createdAtMs: daysAgo(plan.ageDays),
  };
}

function daysAgo(days: number): number {
  return NOW_MS - days * DAY_MS;
}

export function entry(path: string, kind: EntryKind, mode: number): TreeEntry {
  return { path, kind, mode, uid: 0, gid: 0, sizeBytes: 0, mtimeSeconds: daysAgo(40) / 1000 };
}

export function folder(path: string, mode = 0o755): TreeEntry {
  return entry(path, "directory", mode);
}

export function file(path: string, sizeBytes: number, mode = 0o644): TreeEntry {
  return { ...entry(path, "file", mode), sizeBytes };
}

function link(path: string, linkTarget: string): TreeEntry {
  return { ...entry(path, "symlink", 0o777), linkTarget };
}

function owned(one: TreeEntry): TreeEntry {
  return { ...one, uid: 101, gid: 101 };
}
