import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { probeMachine, type Spec, type SpecResources } from "../../../runtime/index.ts";
import { DRIVERS, DriverWorld, whyNot } from "../../support/driver-world.ts";

const { cgroups } = probeMachine();
const isV2 = cgroups.kind === "v2";
const whyNoLimits = whyNot ?? (cgroups.kind === "none" ? "needs control groups" : undefined);
const MiB = 1024 * 1024;

const limited = (resources: SpecResources) => (spec: Spec) => ({
  ...spec,
  linux: { ...spec.linux, resources: { ...spec.linux.resources, ...resources } },
});

for (const { name, make } of DRIVERS) {
  describe(`${name}: limits`, { skip: whyNoLimits }, () => {
    const world = new DriverWorld(make());
    after(() => world[Symbol.asyncDispose]());

    test("a memory limit is seen from inside", async () => {
      const file = isV2 ? "/sys/fs/cgroup/memory.max" : "/sys/fs/cgroup/memory/memory.limit_in_bytes";
      const change = limited({ memory: { limit: 64 * MiB } });
      const { stdout, stderr } = await world.box(`cat ${file}`, { change }).run();
      assert.deepEqual([stdout, stderr], [`${64 * MiB}\n`, ""]);
    });

    test("what takes more memory than its limit is killed, and the record says so", async () => {
      const change = limited({ memory: { limit: 16 * MiB, swap: 16 * MiB } });
      const { exit } = await world.box(["tail", "/dev/zero"], { change }).run();
      assert.deepEqual([exit.code, exit.signal, exit.oomKilled], [137, 9, true]);
    });

    test("a program killed for no lack of memory is not said to be", async () => {
      const change = limited({ memory: { limit: 64 * MiB } });
      const { exit } = await world.box("kill -9 $$; sh -c 'kill -9 $$'; exit 3", { change }).run();
      assert.deepEqual([exit.code, exit.oomKilled], [3, false]);
    });

    test("a fork bomb stops at the process limit", async () => {
      const script = "i=0; while [ $i -lt 50 ]; do sleep 100 & i=$((i+1)); done; wait";
      const { exit, stderr } = await world.box(script, { change: limited({ pids: { limit: 10 } }) }).run();
      assert.notEqual(exit.code, 0);
      assert.match(stderr, /fork/i);
    });

    test("a cpu quota is written where the kernel reads it", async () => {
      const script = isV2
        ? "cat /sys/fs/cgroup/cpu.max"
        : "cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu/cpu.cfs_period_us";
      const change = limited({ cpu: { quota: 50_000, period: 100_000 } });
      const { stdout } = await world.box(script, { change }).run();
      assert.deepEqual(stdout.trim().split(/\s+/), ["50000", "100000"]);
    });

    test("limits that the machine can hold give no warning", async () => {
      const change = limited({ memory: { limit: 64 * MiB }, pids: { limit: 5 }, cpu: { quota: 50_000 } });
      const { warnings } = await world.box("true", { change }).launch();
      assert.deepEqual(
        warnings.filter(({ message }) => !isV2 || !message.startsWith("device rules")),
        [],
      );
    });

    test("resource limits are the process's own", async () => {
      const rlimits = [{ type: "RLIMIT_NOFILE", soft: 100, hard: 200 }];
      const { stdout } = await world.box("ulimit -Sn; ulimit -Hn", { process: { rlimits } }).run();
      assert.equal(stdout, "100\n200\n");
    });
  });

  describe(`${name}: device rules`, {
    skip: whyNot ?? (isV2 ? "needs the v1 devices controller" : undefined),
  }, () => {
    const world = new DriverWorld(make());
    after(() => world[Symbol.asyncDispose]());

    test("a node for any device may be made, but only the standard ones opened", async () => {
      const script =
        "mknod /dev/mem2 c 1 1 && echo made; cat /dev/mem2; head -c 3 /dev/zero | wc -c; echo x > /dev/null";
      const { stdout, stderr } = await world.box(script).run();
      assert.equal(stdout, "made\n3\n");
      assert.match(stderr, /\/dev\/mem2: Operation not permitted/);
    });
  });
}
