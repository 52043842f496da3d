import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { type Cli, openCli } from "../support/cli.ts";
import { needsRoot } from "../support/layers.ts";

const MIRROR = process.env.WHERRY_TEST_DEBIAN_MIRROR ?? "http://deb.debian.org/debian";
const SUITE = "bookworm";

let cli: Cli;
let close: () => Promise<void>;
let missing: string | undefined;

before(async () => {
  if (needsRoot() !== false) return;
  ({ cli, close } = openCli());
  missing = await whyNoDebian();
  if (missing !== undefined) return;
  const root = join(cli.dir, "debian");
  mkdirSync(root);
  const flags = ["--variant=minbase", "--include=python3-minimal", SUITE, root, MIRROR];
  // It mounts on the way: in a namespace of its own, all of that goes with it.
  const made = spawnSync("unshare", ["-m", "--propagation", "private", "debootstrap", ...flags], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (made.status !== 0) {
    missing = `debootstrap fails here: ${made.stdout.trim().split("\n").at(-1)}`;
    return;
  }
  assert.equal(spawnSync("tar", ["-C", root, "-cf", archive(), "."]).status, 0);
  await cli.ok("import", "-c", 'CMD ["bash"]', archive(), "debian:file");
});
after(() => close?.());

function debianTest(name: string, body: () => Promise<void>): void {
  test(name, { skip: needsRoot() }, (t: TestContext) => (missing === undefined ? body() : t.skip(missing)));
}

const debian = (...args: readonly string[]) => cli.ok("run", "--rm", "--network", "none", ...args);

debianTest(
  "the root that debootstrap makes is the same image from a file and from a pipe, packed or not",
  async () => {
    const layers = (image: string) => cli.ok("inspect", "-f", "{{json .RootFS}}", image);
    const file = await layers("debian:file");
    for (const packer of [["cat"], ["gzip", "-1", "-c"]]) {
      const packed = spawn(packer[0]!, packer.slice(1).concat(archive()), {
        stdio: ["ignore", "pipe", "ignore"],
      });
      const importing = cli.start(["import", "-", "debian:pipe"]);
      packed.stdout.pipe(importing.stdin!);
      assert.equal(await new Promise((resolve) => importing.once("close", resolve)), 0);
      // As import keeps a tar as it came, and a diff id is of the tar unpacked.
      assert.equal(await layers("debian:pipe"), file, packer[0]);
      await cli.ok("rmi", "debian:pipe");
    }
  },
);

debianTest("Debian's package tools work, and find all packages whole", async () => {
  const script =
    "dpkg -l | tail -n +6 | grep -vc ^ii; apt-get --version | head -n 1; dpkg -V && apt-get check -qq && echo whole";
  const [broken, version, ...rest] = (await debian("debian:file", "sh", "-c", script)).split("\n");
  assert.deepEqual([broken, rest], ["0", ["whole"]]);
  assert.match(version ?? "", /^apt \d/);
});

debianTest("Debian's bash, perl and python run", async () => {
  assert.equal(await debian("debian:file", "bash", "-lc", "echo $HOME:$(id -un):$PWD"), "/root:root:/");
  const perl = "opendir my $d, '/proc/self/fd' or die; print join ',', map { ucfirst } qw(a b)";
  assert.equal(await debian("debian:file", "perl", "-we", perl), "A,B");
  const python = "import os, pwd; print(os.getpid(), pwd.getpwuid(os.getuid()).pw_name, sum(range(10)))";
  assert.equal(await debian("debian:file", "python3", "-c", python), "1 root 45");
});

debianTest("a user by name has the rights, groups and home of that user alone", async () => {
  assert.equal(
    await debian(
      "-u",
      "nobody",
      "debian:file",
      "sh",
      "-c",
      "id; echo $HOME; touch /x 2>&1; cat /etc/shadow 2>&1; true",
    ),
    [
      "uid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)",
      "/nonexistent",
      "touch: cannot touch '/x': Permission denied",
      "cat: /etc/shadow: Permission denied",
    ].join("\n"),
  );
  assert.match(await debian("-u", "games:tty", "debian:file", "id"), /^uid=5\(games\) gid=5\(tty\)/);
});

debianTest("root inside can add a user and become it, as setuid programs and PAM work", async () => {
  const script = "adduser --quiet --disabled-password --gecos '' joe && su - joe -c 'id -un; pwd; umask'";
  assert.equal(await debian("debian:file", "sh", "-c", script), "joe\n/home/joe\n0022");
});

debianTest("the files have the modes, owners and times that debootstrap gave them", async () => {
  const find = "find . -xdev -path ./dev -prune -o -path ./proc -prune -o -path ./sys -prune -o -type d -o";
  const script = `${find} ! -name hosts ! -name hostname ! -name resolv.conf -printf '%p %m %U %G %s %l %T@\\n' | sort`;
  const inside = await debian("debian:file", "sh", "-c", `cd / && ${script}`);
  const { stdout } = spawnSync("sh", ["-c", script], {
    cwd: join(cli.dir, "debian"),
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  // A tar of this form keeps times to the second.
  const whole = (listing: string) =>
    listing
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(/\.\d+$/, ""));
  assert.ok(whole(inside).length > 3000, "there are too few files to compare");
  assert.deepEqual(whole(inside), whole(stdout));
});

function archive(): string {
  return join(cli.dir, "debian.tar");
}

async function whyNoDebian(): Promise<string | undefined> {
  if (spawnSync("debootstrap", ["--version"]).error !== undefined) return "debootstrap is not installed";
  const url = `${MIRROR}/dists/${SUITE}/InRelease`;
  try {
    const { ok, status } = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(10_000) });
    return ok ? undefined : `the Debian mirror answers ${status} for ${url}`;
  } catch (error) {
    return `the Debian mirror ${MIRROR} is not reachable: ${(error as Error).message}`;
  }
}
