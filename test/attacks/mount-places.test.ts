import assert from "node:assert/strict";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  containerSteps,
  launchByHand,
  mountAttributes,
  needsRoot,
  temporaryFolder,
} from "../support/hand-container.ts";
import { bits, type HandStep, step } from "../support/plan-bytes.ts";

const skip = needsRoot;

interface Attack {
  /** Links in the image: the place, and what it points to. */
  readonly links: Readonly<Record<string, string>>;
  /** Made from the folder that stands for one of the host. */
  readonly mount: (host: string) => HandStep;
}

const bindAt = (target: string, source = "") => ({
  mount: (host: string) => step("bind", join(host, source), target, 0, bits.BIND_MAKE_TARGET!),
});
const tmpfsAt = (target: string) => ({ mount: () => step("mount", "tmpfs", "tmpfs", target, 0, "size=4k") });

/** Runs a program that would prove the attack's success, and gives what the monitor says instead. */
async function attempt(t: TestContext, { links, mount }: Attack): Promise<string> {
  const dir = temporaryFolder(t);
  const host = join(dir, "host");
  mkdirSync(host);
  writeFileSync(join(host, "file"), "from the host");
  mkdirSync(join(dir, "lower/etc"));
  for (const [place, target] of Object.entries(links)) symlinkSync(target, join(dir, "lower", place));
  const container = launchByHand(
    dir,
    containerSteps(dir, { beforePivot: [mount(host)], args: ["sh", "-c", "cat /proc/self/mountinfo"] }),
  );
  await container.ended();
  assert.deepEqual(readdirSync(host), ["file"], "the attack changed the host's folder");
  return container.record().failed ?? `the program ran with these mounts:\n${container.log()}`;
}

const coversProc: readonly (readonly [string, Attack])[] = [
  ["a volume at a link to /proc", { links: { data: "/proc" }, ...bindAt("/data") }],
  ["a volume at a relative link to /proc", { links: { data: "../../proc" }, ...bindAt("/data") }],
  ["a volume below a link to /proc", { links: { data: "/proc" }, ...bindAt("/data/1") }],
  ["a volume at a chain of links into /proc", { links: { a: "b", b: "/proc/sys" }, ...bindAt("/a/kernel") }],
  [
    "a file at a link to a file of /proc",
    { links: { "etc/hosts": "/proc/1/environ" }, ...bindAt("/etc/hosts", "file") },
  ],
  [
    "a file at a link to a setting of the kernel",
    { links: { "etc/resolv.conf": "/proc/sys/kernel/core_pattern" }, ...bindAt("/etc/resolv.conf", "file") },
  ],
  ["a tmpfs for devices at a /dev that is a link to /proc", { links: { dev: "/proc" }, ...tmpfsAt("/dev") }],
  ["a tmpfs at a link into /proc", { links: { run: "/proc/sys" }, ...tmpfsAt("/run") }],
];

for (const [name, attack] of coversProc)
  test(`${name} does not cover the container's /proc`, { skip }, async (t) => {
    assert.match(await attempt(t, attack), /it leads into \/proc, where nothing can be mounted$/);
  });

test("a link to a process's root is not followed by a mount", { skip }, async (t) => {
  const said = await attempt(t, { links: { data: "/proc/1/root/etc" }, ...bindAt("/data") });
  assert.match(said, /^bind \/data.*: too many levels of symbolic links$/);
});

test("a volume at a link to a folder of the image lands inside of the image", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  symlinkSync("../../../../srv", join(dir, "lower/data"));
  const bind = step("bind", join(dir, "work"), "/data", mountAttributes.readOnly, bits.BIND_MAKE_TARGET!);
  const container = launchByHand(
    dir,
    containerSteps(dir, { beforePivot: [bind], args: ["sh", "-c", "grep -c ' /srv ' /proc/self/mountinfo"] }),
  );
  assert.equal(await container.ended(), 0);
  assert.deepEqual(container.lines(), ["1"]);
});
