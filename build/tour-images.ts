import { imageParts, ociFiles } from "../test/support/images.ts";
import { type TarEntry, tar } from "../test/support/tar.ts";

/** An OCI archive of three images of a web site, as somebody builds them day by day. */
export function siteImages(): Buffer {
  const builds = [
    { name: "site:1", steps: [BASE, CACHE, INDEX] },
    { name: "site:2", steps: [BASE, CACHE, INDEX, CLEANED] },
    { name: "tools:latest", steps: [BASE, TOOLS] },
  ];
  return tar(
    ...ociFiles(
      ...builds.map(({ name, steps }) => ({
        name,
        ...imageParts(
          steps.map(({ entries }) => entries),
          { config: { history: steps.map(({ madeBy, at }) => ({ created_by: madeBy, created: at })) } },
        ),
      })),
    ),
  );
}

interface Step {
  readonly madeBy: string;
  readonly at: string;
  readonly entries: readonly TarEntry[];
}

const folder = (name: string): TarEntry => ({ name, type: "5", mode: 0o755 });
const file = (name: string, bytes: number, uid = 0): TarEntry => ({
  name,
  mode: 0o644,
  uid,
  gid: uid,
  body: "wherry\n".repeat(Math.ceil(bytes / 7)).slice(0, bytes),
});

const BASE: Step = {
  madeBy: "ADD base.tar.gz /",
  at: "2026-09-01T08:00:00Z",
  entries: [
    folder("bin/"),
    { ...file("bin/busybox", 1_131_168), mode: 0o755 },
    { name: "bin/sh", type: "2", linkName: "busybox" },
    folder("etc/"),
    file("etc/motd", 120),
    file("etc/passwd", 412),
    folder("lib/"),
    file("lib/libc.so", 634_880),
  ],
};
const CACHE: Step = {
  madeBy: "COPY build/ /srv/cache/",
  at: "2026-09-14T10:12:00Z",
  entries: [
    folder("srv/"),
    folder("srv/cache/"),
    file("srv/cache/build.bin", 4_400_000),
    file("srv/cache/deps.tar", 812_000),
  ],
};
const INDEX: Step = {
  madeBy: "RUN make-index /srv/site",
  at: "2026-09-14T10:13:00Z",
  entries: [
    folder("etc/"),
    file("etc/motd", 168),
    folder("srv/"),
    folder("srv/site/"),
    file("srv/site/index.db", 1_260_000, 33),
    folder("srv/site/pages/"),
    file("srv/site/pages/index.html", 2_300, 33),
  ],
};
const CLEANED: Step = {
  madeBy: "RUN rm -r /srv/cache && make-index /srv/site",
  at: "2026-09-15T16:40:00Z",
  entries: [
    folder("srv/"),
    { name: "srv/.wh.cache" },
    folder("srv/site/"),
    file("srv/site/index.db", 1_290_000, 33),
    folder("srv/site/pages/"),
    file("srv/site/pages/about.html", 3_100, 33),
  ],
};
const TOOLS: Step = {
  madeBy: "COPY tools/ /usr/local/bin/",
  at: "2026-09-20T09:00:00Z",
  entries: [
    folder("usr/"),
    folder("usr/local/"),
    folder("usr/local/bin/"),
    { ...file("usr/local/bin/fetch", 88_000), mode: 0o755 },
  ],
};
