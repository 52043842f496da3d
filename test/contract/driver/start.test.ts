import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { isAlive, type LaunchError } from "../../../runtime/index.ts";
import { DRIVERS, DriverWorld, whyNot } from "../../support/driver-world.ts";
import { findLeaks } from "../../support/leaks.ts";
import { until } from "../../support/until.ts";

for (const { name, make } of DRIVERS) {
  describe(`${name}: starting and ending`, { skip: whyNot }, () => {
    const world = new DriverWorld(make());
    after(() => world[Symbol.asyncDispose]());

    test("an exit code is the program's", async () => {
      for (const code of [0, 3, 255]) {
        const { exit } = await world.box(`exit ${code}`).run();
        assert.deepEqual([exit.code, exit.signal, exit.oomKilled, exit.failed], [code, 0, false, undefined]);
      }
    });

    test("a program that a signal ends has 128 and its number", async () => {
      const box = world.box("sleep 100");
      const launched = await box.launch();
      assert.ok(isAlive(launched));
      assert.equal(await world.driver.signal(box.running, 9), true);
      const { exit } = await box.ended();
      assert.deepEqual([exit.code, exit.signal], [137, 9]);
      assert.ok(Math.abs(Date.parse(exit.finishedAt) - Date.now()) < 60_000);
      assert.equal(await world.driver.signal(box.running, 9), false);
    });

    test("a signal that the program handles is its to answer", async () => {
      const box = world.box("trap 'exit 9' TERM; echo waiting; while :; do sleep 0.01; done");
      await box.launch();
      await until("the trap", () => box.log().stdout.includes("waiting") || undefined);
      await world.driver.signal(box.running, 15);
      assert.equal((await box.ended()).exit.code, 9);
    });

    test("the program is process 1 of its own, in its folder, with its environment and no descriptors", async () => {
      const script = "echo $$; pwd; echo $GREETING; ls /proc/self/fd | wc -l";
      const { stdout, stderr } = await world
        .box(script, { process: { cwd: "/made/for/it", env: ["PATH=/bin", "GREETING=hi there"] } })
        .run();
      // Of the four descriptors one is ls's own, of the folder it reads.
      assert.deepEqual([stdout, stderr], ["1\n/made/for/it\nhi there\n4\n", ""]);
    });

    test("what it leaves running is ended with it", async () => {
      const box = world.box("sleep 1000 & sleep 1000 & exit 0");
      assert.equal((await box.run()).exit.code, 0);
      await until("no process of it", () => {
        return findLeaks(world.territory).filter((leak) => leak.includes("sleep")).length === 0 || undefined;
      });
    });

    test("a program waits for its first client when that is asked", async () => {
      const box = world.box("echo started; exit 4", { release: "on-attach" });
      await box.launch();
      assert.equal(await world.driver.readExit(box.bundle), undefined);
      assert.equal(box.log().stdout, "");
      const { code, stdout } = await box.attach({ stdin: false, start: true }).ended();
      assert.deepEqual([code, stdout], [4, "started\n"]);
    });

    test("a container starts again on what it wrote", async () => {
      const box = world.box("test -e /kept && exit 5; echo x > /kept");
      assert.equal((await box.run()).exit.code, 0);
      assert.equal((await box.run()).exit.code, 5);
    });

    test("every step but exec is timed, with its place", async () => {
      const { timings } = await world.box("true").launch();
      assert.ok(timings.length > 20, `${timings.length} timings`);
      assert.ok(timings.some(({ step, where }) => step === "mount" && where === "mounts[0]"));
      assert.ok(!timings.some(({ step }) => step === "exec"));
    });

    test("a hundred layers are one root", async () => {
      const layers = Array.from({ length: 99 }, (_, index) => {
        const layer = join(world.folder, "layers", String(index));
        mkdirSync(layer, { recursive: true });
        writeFileSync(join(layer, `file${index}`), "");
        writeFileSync(join(layer, "top"), `${index}\n`);
        return layer;
      });
      const { stdout } = await world.box("cat /top; ls / | grep -c file", { layers }).run();
      assert.equal(stdout, "0\n99\n");
    });

    test("a failed start says which step, where and why, and leaves nothing", async () => {
      const source = join(world.folder, "missing");
      const mount = { destination: "/x", type: "bind", source, options: ["bind"] };
      const box = world.box("true", { change: (spec) => ({ ...spec, mounts: [...spec.mounts, mount] }) });
      await assert.rejects(box.launch(), (error: LaunchError) => {
        assert.equal(error.message, `bind ${source} (mounts[7]): no such file or directory`);
        assert.deepEqual([error.exitCode, error.hint], [125, `make ${source} on the host first`]);
        return true;
      });
      await until("nothing of it", () => {
        return findLeaks(world.territory).every((leak) => !leak.includes(box.bundle.id)) || undefined;
      });
    });

    const programs: [
      name: string,
      prepare: (root: string) => void,
      args: string[],
      code: number,
      reason: RegExp,
    ][] = [
      ["missing in PATH", () => {}, ["nope"], 127, /^exec nope: not found in the container's PATH$/],
      ["missing path", () => {}, ["/nope"], 127, /^exec \/nope: not found/],
      ["a folder", () => {}, ["/etc"], 126, /is a directory$/],
      ["not executable", () => {}, ["/etc/passwd"], 126, /is not executable$/],
      [
        "another architecture's",
        (root) => program(root, elfOf(183)),
        ["/tool"],
        126,
        /built for arm64, but this machine is /,
      ],
      [
        "a script for what is not there",
        (root) => program(root, "#!/usr/bin/perl6 -w\n"),
        ["/tool"],
        127,
        /is a script for \/usr\/bin\/perl6, which the container lacks$/,
      ],
      ["neither", (root) => program(root, "hello\n"), ["/tool"], 126, /is not a program/],
    ];
    for (const [what, prepare, args, exitCode, reason] of programs) {
      test(`a program that is ${what} is told with exit code ${exitCode}`, async () => {
        const box = world.box(args);
        prepare(box.upper);
        await assert.rejects(box.launch(), (error: LaunchError) => {
          assert.match(error.message, reason);
          assert.equal(error.exitCode, exitCode);
          assert.ok(error.hint, "it has a hint");
          return true;
        });
      });
    }
  });
}

function program(root: string, content: string | Buffer): void {
  writeFileSync(join(root, "tool"), content);
  chmodSync(join(root, "tool"), 0o755);
}

/** The 64 bytes that begin an executable, of a machine of elf.h's number. */
function elfOf(machine: number): Buffer {
  const header = Buffer.alloc(64);
  header.write("\x7fELF\x02\x01\x01", "latin1");
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE(machine, 18);
  header.writeUInt32LE(1, 20);
  return header;
}
