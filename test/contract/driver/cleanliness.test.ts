import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { isAlive, probeMachine } from "../../../runtime/index.ts";
import { DRIVERS, DriverWorld, whyNot } from "../../support/driver-world.ts";
import { findLeaks } from "../../support/leaks.ts";
import { until } from "../../support/until.ts";

for (const { name, make } of DRIVERS) {
  describe(`${name}: leaving nothing behind`, { skip: whyNot }, () => {
    const world = new DriverWorld(make());
    after(() => world[Symbol.asyncDispose]());
    const hasGroup = () => findLeaks(world.territory).some((leak) => leak.startsWith("cgroup"));
    const nothingLeft = () =>
      until("nothing left", () => findLeaks(world.territory).length === 0 || undefined);

    test("a container that ended leaves no process, mount, group or socket, without being cleaned", async () => {
      await world.box("sleep 100 & exit 0").run();
      await nothingLeft();
      const terminal = world.box("sleep 100 & exit 0", { process: { terminal: true } });
      await terminal.run();
      await nothingLeft();
    });

    test("a hundred starts leave no descriptor in the process that made them", async () => {
      const descriptors = () => readdirSync("/proc/self/fd").length;
      await world.box("true").run();
      const before = descriptors();
      for (let round = 0; round < 10; round += 1) {
        await Promise.all(Array.from({ length: 10 }, () => world.box("true").run()));
      }
      await until(`${before} descriptors`, () => descriptors() <= before || undefined);
      await nothingLeft();
    });

    test("a container whose monitor was killed is cleaned", async () => {
      const box = world.box("sleep 1000 & sleep 1000");
      const { pid, startTicks } = await box.launch();
      const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
      assert.match(readFileSync(`/proc/${parent}/cmdline`, "utf8"), /monitor/);
      process.kill(parent, "SIGKILL");
      await world.driver.clean(box.bundle);
      await until("its end", () => !isAlive({ pid, startTicks }) || undefined);
      await nothingLeft();
      assert.equal(existsSync(box.bundle.runDir), false);
      await world.driver.clean(box.bundle);
    });

    test("a container that runs is ended by cleaning, and its end is recorded", async () => {
      const box = world.box("trap '' TERM; sleep 1000");
      await box.launch();
      await world.driver.clean(box.bundle);
      assert.equal((await box.ended()).exit.signal, 9);
      await nothingLeft();
    });

    test("a container outlives the process that started it", async () => {
      const box = world.box("read x; exit 11", { keepStdinOpen: true });
      const file = join(world.folder, "request.json");
      writeFileSync(file, JSON.stringify(box.request));
      const face = spawn(process.execPath, ["--import", "tsx", starter, file], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const launched = JSON.parse(String(await new Promise((resolve) => face.stdout.once("data", resolve))));
      face.kill("SIGKILL");
      await until("the face's end", () => face.signalCode ?? undefined);
      assert.equal(isAlive(launched), true);
      const client = box.attach({ stdin: true });
      client.child.stdin!.end("go\n");
      assert.equal((await client.ended()).code, 11);
      await nothingLeft();
    });

    test("a face that is killed while a container starts leaves none of it, or all of it", {
      skip:
        probeMachine().cgroups.kind === "none" ? "needs control groups to see that a start has begun" : false,
    }, async () => {
      for (let round = 0; round < 5; round += 1) {
        const box = world.box("sleep 1000");
        const file = join(world.folder, "request.json");
        writeFileSync(file, JSON.stringify(box.request));
        const face = spawn(process.execPath, ["--import", "tsx", starter, file], { stdio: "ignore" });
        try {
          await until("a control group", () => hasGroup() || undefined);
        } finally {
          face.kill("SIGKILL");
        }
        await until("the face's end", () => face.signalCode ?? face.exitCode ?? undefined);
        await world.driver.clean(box.bundle);
        await nothingLeft();
      }
    });
  });
}

/** A face: launches the request in the file, prints the process, and stays. */
const starter = join(import.meta.dirname, "../../support/launch-request.ts");
