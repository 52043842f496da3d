import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, describe, test } from "node:test";
import { DRIVERS, DriverWorld, whyNot } from "../../support/driver-world.ts";
import { until } from "../../support/until.ts";

for (const { name, make } of DRIVERS) {
  describe(`${name}: streams`, { skip: whyNot }, () => {
    const world = new DriverWorld(make());
    after(() => world[Symbol.asyncDispose]());

    test("output and errors stay apart, in the log and at a client", async () => {
      const box = world.box("echo out; echo err >&2", { release: "on-attach" });
      await box.launch();
      const client = await box.attach({ stdin: false, start: true }).ended();
      assert.deepEqual([client.stdout, client.stderr], ["out\n", "err\n"]);
      const { stdout, stderr } = await box.ended();
      assert.deepEqual([stdout, stderr], ["out\n", "err\n"]);
    });

    test("without keepStdinOpen the input is empty", async () => {
      const { exit, stdout } = await world.box("cat; echo end").run();
      assert.deepEqual([exit.code, stdout], [0, "end\n"]);
    });

    test("a client's input reaches the program, its end too", async () => {
      const box = world.box("cat; echo end", { release: "on-attach", keepStdinOpen: true, stdinOnce: true });
      await box.launch();
      const client = box.attach({ stdin: true, start: true });
      client.child.stdin!.end("hello\n");
      assert.deepEqual(await client.ended(), { code: 0, signal: null, stdout: "hello\nend\n", stderr: "" });
    });

    test("input stays open for the next client unless it is for one only", async () => {
      const box = world.box("read a; echo got $a; read b; echo got $b", { keepStdinOpen: true });
      await box.launch();
      for (const word of ["one", "two"]) {
        const client = box.attach({ stdin: true });
        client.child.stdin!.write(`${word}\n`);
        await client.says(`got ${word}`);
        client.child.kill("SIGKILL");
      }
      assert.equal((await box.ended()).stdout, "got one\ngot two\n");
    });

    test("16 MiB through both pipes arrive whole", async () => {
      const box = world.box("cat", { release: "on-attach", keepStdinOpen: true, stdinOnce: true });
      await box.launch();
      const client = box.attach({ stdin: true, start: true });
      const hash = createHash("sha256");
      let bytes = 0;
      client.child.stdout!.removeAllListeners("data");
      client.child.stdout!.on("data", (text: string) => {
        hash.update(text);
        bytes += text.length;
      });
      const sent = "0123456789abcdef".repeat(1024 * 1024);
      client.child.stdin!.end(sent);
      assert.equal((await client.ended()).code, 0);
      assert.equal(bytes, sent.length);
      assert.equal(hash.digest("hex"), createHash("sha256").update(sent).digest("hex"));
    });

    test("several clients see the same, a late one what was before when it asks", async () => {
      const box = world.box("echo early; read x; echo late", { keepStdinOpen: true });
      await box.launch();
      await until("the first line", () => box.log().stdout.includes("early") || undefined);
      const withPast = box.attach({ stdin: false, replay: true });
      await withPast.says("early");
      const feeder = box.attach({ stdin: true });
      feeder.child.stdin!.write("go\n");
      assert.equal((await withPast.ended()).stdout, "early\nlate\n");
      assert.equal((await feeder.ended()).stdout, "late\n");
    });

    test("a client has the program's exit code", async () => {
      const box = world.box("exit 42", { release: "on-attach" });
      await box.launch();
      assert.equal((await box.attach({ stdin: false, start: true }).ended()).code, 42);
    });

    test("a signal to the client goes on to the program", async () => {
      const box = world.box("trap 'echo caught; exit 0' TERM; echo ready; while :; do sleep 0.01; done", {
        release: "on-attach",
      });
      await box.launch();
      const client = box.attach({ stdin: false, start: true });
      await client.says("ready");
      client.child.kill("SIGTERM");
      assert.equal((await client.ended()).stdout, "ready\ncaught\n");
    });

    test("a long line without an end is logged whole", async () => {
      const { stdout } = await world.box("head -c 100000 /dev/zero | tail -c 100000; echo x").run();
      assert.equal(stdout.length, 100_002);
    });
  });
}
