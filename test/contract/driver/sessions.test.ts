import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { type Box, DRIVERS, DriverWorld, whyNot } from "../../support/driver-world.ts";
import { findLeaks } from "../../support/leaks.ts";
import { until } from "../../support/until.ts";

for (const { name, make } of DRIVERS) {
  describe(`${name}: sessions`, { skip: whyNot }, () => {
    const world = new DriverWorld(make());
    let box: Box;
    before(async () => {
      box = world.box("echo main > /tmp/main; sleep 1000", {
        change: (spec) => ({ ...spec, hostname: "inside" }),
      });
      await box.launch();
    });
    after(() => world[Symbol.asyncDispose]());

    test("a session is in the container: its files, its name, its processes", async () => {
      const client = await box.join("cat /tmp/main; uname -n; cat /proc/1/comm; cat /proc/1/cmdline");
      const { code, stdout } = await client.ended();
      assert.equal(code, 0);
      assert.match(stdout, /^main\ninside\n(sh|sleep)\n/);
    });

    test("a session has the container's namespaces, every one", async () => {
      const kinds = ["mnt", "pid", "uts", "ipc", "net", "cgroup"];
      const script = kinds.map((kind) => `readlink /proc/self/ns/${kind} /proc/1/ns/${kind}`).join("; ");
      const lines = (await (await box.join(script)).ended()).stdout.trim().split("\n");
      assert.equal(lines.length, 2 * kinds.length);
      for (let at = 0; at < lines.length; at += 2) assert.equal(lines[at], lines[at + 1]);
    });

    test("a session's exit code and streams are its program's", async () => {
      const client = await box.join("cat; echo err >&2; exit 7", { stdin: true });
      client.child.stdin!.end("through");
      assert.deepEqual(await client.ended(), { code: 7, signal: null, stdout: "through", stderr: "err\n" });
    });

    test("a session without input finds it empty", async () => {
      const client = await box.join("cat; echo done");
      assert.equal((await client.ended()).stdout, "done\n");
    });

    test("a session has its own user, folder and environment", async () => {
      const client = await box.join("id -u; id -g; id -G; pwd; echo $WORD", {
        user: { uid: 1000, gid: 1000, additionalGids: [2000] },
        cwd: "/tmp",
        env: ["PATH=/bin", "WORD=yes"],
      });
      assert.equal((await client.ended()).stdout, "1000\n1000\n1000 2000\n/tmp\nyes\n");
    });

    test("a session has no more power than its container, and nothing to inherit", async () => {
      const script = "grep -E '^(Cap|NoNewPrivs)' /proc/self/status";
      const [session, main] = await Promise.all([
        (await box.join(script)).ended(),
        world.box(script, { process: {} }).run(),
      ]);
      assert.equal(session.stdout, main.stdout);
      assert.match(session.stdout, /CapInh:\s0+\n.*CapBnd:\s00000000a80425fb\nCapAmb:\s0+\n/s);
    });

    test("a session is under its container's limits", async () => {
      const groups = "cat /proc/self/cgroup";
      const lines = (await (await box.join(groups)).ended()).stdout.trim().split("\n");
      assert.ok(lines.length > 0);
      for (const line of lines) assert.match(line, /^\d+:[^:]*:\/(session-\w+)?$/);
    });

    test("a program that is missing is one line and its exit code", async () => {
      const missing = await (await box.join(["nope"])).ended();
      assert.equal(missing.code, 127);
      assert.match(missing.stderr, /^wherry: exec nope: [^\n]+\n$/);
      const directory = await (await box.join(["/etc"])).ended();
      assert.equal(directory.code, 126);
    });

    test("a session's processes end with its client, the container's stay", async () => {
      // Found by a number of seconds that no other test sleeps.
      const seconds = 100_000 + process.pid;
      const sleepers = () => readdirSync("/proc").filter((pid) => commandLine(pid) === `sleep\0${seconds}\0`);
      const client = await box.join(`sleep ${seconds} & sleep ${seconds} & echo up; wait`, { stdin: true });
      await client.says("up");
      await until("both", () => sleepers().length === 2 || undefined);
      client.child.kill("SIGTERM");
      await client.ended();
      await until("no process of the session", () => sleepers().length === 0 || undefined);
      assert.equal(await world.driver.readExit(box.bundle), undefined);
    });

    test("a session that ended leaves no group and no plan", async () => {
      await (await box.join("true")).ended();
      await until("neither group nor plan", () => {
        return findLeaks(world.territory).every((leak) => !leak.includes("session-")) || undefined;
      });
    });

    test("sessions end with their container", async () => {
      const other = world.box("sleep 1000");
      await other.launch();
      const client = await other.join("echo up; sleep 1000");
      await client.says("up");
      await world.driver.signal(other.running, 9);
      assert.equal((await client.ended()).code, 137);
    });

    test("twenty sessions at once", async () => {
      const clients = await Promise.all(Array.from({ length: 20 }, (_, index) => box.join(`echo ${index}`)));
      const ended = await Promise.all(clients.map((client) => client.ended()));
      assert.deepEqual(
        ended.map(({ stdout }) => stdout),
        ended.map((_, index) => `${index}\n`),
      );
    });
  });
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
