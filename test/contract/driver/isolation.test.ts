import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import type { Spec, SpecMount } from "../../../runtime/index.ts";
import { type BoxOptions, DRIVERS, DriverWorld, whyNot } from "../../support/driver-world.ts";

const withMount = (mount: SpecMount) => (spec: Spec) => ({ ...spec, mounts: [...spec.mounts, mount] });

for (const { name, make } of DRIVERS) {
  describe(`${name}: isolation`, { skip: whyNot }, () => {
    const world = new DriverWorld(make());
    after(() => world[Symbol.asyncDispose]());
    const output = async (script: string, options?: BoxOptions) =>
      (await world.box(script, options).run()).stdout;

    test("every namespace is the container's own", async () => {
      const kinds = ["mnt", "pid", "uts", "ipc", "net", "cgroup"];
      const inside = (await output(`readlink ${kinds.map((kind) => `/proc/self/ns/${kind}`).join(" ")}`))
        .trim()
        .split("\n");
      assert.equal(inside.length, kinds.length);
      const outside = new Set(kinds.map((kind) => readlinkSync(`/proc/self/ns/${kind}`)));
      assert.deepEqual(
        inside.filter((link) => outside.has(link)),
        [],
      );
    });

    test("capabilities are exactly Docker's default list", async () => {
      const status = await output("grep ^Cap /proc/self/status");
      const sets = Object.fromEntries(
        status
          .trim()
          .split("\n")
          .map((line) => line.split(":\t")),
      );
      const docker = "00000000a80425fb";
      const none = "0000000000000000";
      assert.deepEqual(sets, { CapInh: none, CapPrm: docker, CapEff: docker, CapBnd: docker, CapAmb: none });
    });

    test("a user has its ids and no capability but those of the bounding set", async () => {
      const none = { effective: [], permitted: [], inheritable: [], ambient: [] };
      const script = "id -u; id -g; id -G; grep -E '^Cap(Prm|Eff)' /proc/self/status; touch /x";
      const { stdout, stderr } = await world
        .box(script, {
          process: {
            user: { uid: 1000, gid: 1000, additionalGids: [2000] },
            capabilities: { bounding: ["CAP_CHOWN"], ...none },
          },
        })
        .run();
      assert.match(stdout, /^1000\n1000\n1000 2000\nCapPrm:\t0{16}\nCapEff:\t0{16}\n$/);
      assert.match(stderr, /Permission denied/);
    });

    test("no-new-privileges is on only where it is asked", async () => {
      const script = "grep NoNewPrivs /proc/self/status";
      assert.equal(await output(script), "NoNewPrivs:\t0\n");
      assert.equal(await output(script, { process: { noNewPrivileges: true } }), "NoNewPrivs:\t1\n");
    });

    test("only its own mounts are there, none of the host's", async () => {
      const mounts = (await output("cat /proc/self/mountinfo")).trim().split("\n");
      const points = mounts.map((line) => line.split(" ")[4]!);
      assert.ok(points.includes("/") && points.includes("/proc") && points.includes("/dev/pts"));
      assert.ok(
        points.every((point) => /^\/($|proc|dev|sys)/.test(point)),
        points.join(" "),
      );
      assert.ok(!mounts.some((line) => line.includes("shared:")), "all are private");
    });

    test("masked paths tell nothing", async () => {
      const script =
        "cat /proc/kcore /proc/keys /proc/timer_list | wc -c; ls /sys/firmware /proc/acpi 2>/dev/null | grep -v :";
      assert.match(await output(script), /^0\n\s*$/);
    });

    test("what is read-only in proc, sys and cgroup cannot be written", async () => {
      const targets = [
        "/proc/sys/kernel/domainname",
        "/proc/sysrq-trigger",
        "/sys/kernel/mm/transparent_hugepage/enabled",
      ].filter((path) => existsSync(path));
      const groups =
        "for file in /sys/fs/cgroup/cgroup.procs /sys/fs/cgroup/*/cgroup.procs; do test -e $file && echo $$ > $file; done";
      const script = `${targets.map((path) => `echo x > ${path}`).join("; ")}; ${groups}; mkdir /sys/fs/cgroup/x; true`;
      const { stderr } = await world.box(script).run();
      const refusals = stderr.trim().split("\n");
      assert.ok(refusals.length > targets.length, stderr);
      for (const line of refusals) assert.match(line, /Read-only file system|Permission denied/);
    });

    test("a read-only root cannot be written; its tmpfs can", async () => {
      const { stdout, stderr } = await world
        .box("echo x > /file; echo y > /dev/shm/file; cat /dev/shm/file", {
          change: (spec) => ({ ...spec, root: { ...spec.root, readonly: true } }),
        })
        .run();
      assert.equal(stdout, "y\n");
      assert.match(stderr, /\/file: Read-only file system/);
    });

    test("what it writes is in its upper folder, and nowhere else", async () => {
      const box = world.box("echo new > /made; echo changed > /etc/group; rm /etc/passwd");
      await box.run();
      assert.equal(readFileSync(join(box.upper, "made"), "utf8"), "new\n");
      assert.equal(readFileSync(join(box.upper, "etc/group"), "utf8"), "changed\n");
      assert.ok(readFileSync(join(world.folder, "root/etc/passwd"), "utf8").startsWith("root:"));
    });

    test("the host's name is not its own", async () => {
      assert.equal(await output("uname -n", { change: (spec) => ({ ...spec, hostname: "mine" }) }), "mine\n");
    });

    test("the network has a loopback and nothing else", async () => {
      assert.equal(await output("grep -o '[a-z0-9]*:' /proc/net/dev"), "lo:\n");
    });

    test("sysctls of its network are set", async () => {
      assert.equal(await output("cat /proc/sys/net/ipv4/ip_unprivileged_port_start"), "0\n");
    });

    test("a bind shows the host's folder or file, writable or not", async () => {
      const shared = join(world.folder, "shared");
      mkdirSync(shared);
      writeFileSync(join(shared, "file"), "host\n");
      const bind = (destination: string, source: string, ...options: string[]) =>
        withMount({ destination, type: "bind", source, options: ["rbind", ...options] });
      const script = "cat /new/place/file; echo x > /new/place/other";
      const writable = await world.box(script, { change: bind("/new/place", shared) }).run();
      assert.equal(writable.stdout, "host\n");
      assert.equal(readFileSync(join(shared, "other"), "utf8"), "x\n");
      const readOnly = await world.box(script, { change: bind("/new/place", shared, "ro") }).run();
      assert.match(readOnly.stderr, /Read-only file system/);
      const file = await world
        .box("cat /etc/hosts", { change: bind("/etc/hosts", join(shared, "file"), "ro") })
        .run();
      assert.equal(file.stdout, "host\n");
    });

    test("/dev has the standard nodes and links, and no others", async () => {
      const names = (await output("ls /dev")).trim().split("\n");
      assert.deepEqual(names.filter((each) => each !== "console").sort(), [
        "fd",
        "full",
        "mqueue",
        "null",
        "ptmx",
        "pts",
        "random",
        "shm",
        "stderr",
        "stdin",
        "stdout",
        "tty",
        "urandom",
        "zero",
      ]);
    });

    test("a root whose /proc is a link is refused", async () => {
      const box = world.box("true");
      symlinkSync("/etc", join(box.upper, "proc"));
      await assert.rejects(box.launch(), {
        name: "LaunchError",
        message: /^mount \/proc \(mounts\[0\]\): .*symbolic link/,
      });
    });

    test("a root whose /dev is a link is refused, and the folder of the host stays as it is", async () => {
      const trap = join(world.folder, "trap");
      mkdirSync(trap);
      const dangling = world.box("true");
      const leading = world.box("true");
      mkdirSync(join(leading.upper, trap), { recursive: true });
      for (const box of [dangling, leading]) {
        symlinkSync(trap, join(box.upper, "dev"));
        await assert.rejects(box.launch(), { name: "LaunchError", message: / \/dev(\/null)? \(/ });
      }
      assert.deepEqual(readdirSync(trap), []);
    });

    test("the umask is 022", async () => {
      assert.equal(await output("umask"), "0022\n");
    });
  });
}
