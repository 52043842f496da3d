import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { type IPty, spawn } from "node-pty";
import type { ClientCommand } from "../../../runtime/index.ts";
import { DRIVERS, DriverWorld, whyNot } from "../../support/driver-world.ts";
import { until } from "../../support/until.ts";

for (const { name, make } of DRIVERS) {
  describe(`${name}: terminal`, { skip: whyNot }, () => {
    const world = new DriverWorld(make());
    after(() => world[Symbol.asyncDispose]());

    test("a terminal is the container's own, with the client's size and its keys", async () => {
      const box = world.box("tty; stty size; read word; echo got $word; exit 6", {
        process: { terminal: true },
        keepStdinOpen: true,
        release: "on-attach",
      });
      await box.launch();
      const pane = new Pane(world.driver.attachCommand(box.bundle, { stdin: true, start: true }));
      await pane.shows("/dev/pts/0\r\n24 80\r\n");
      pane.types("hello\r");
      await pane.shows("got hello\r\n");
      assert.equal(await pane.ended, 6);
    });

    test("a new size reaches the program, as does ctrl-c", async () => {
      const box = world.box(
        "trap 'stty size' WINCH; trap 'echo int; exit 2' INT; echo on; while :; do sleep 0.01; done",
        { process: { terminal: true }, keepStdinOpen: true, release: "on-attach" },
      );
      await box.launch();
      const pane = new Pane(world.driver.attachCommand(box.bundle, { stdin: true, start: true }));
      await pane.shows("on\r\n");
      pane.pty.resize(100, 30);
      await pane.shows("30 100\r\n");
      pane.types("\x03");
      await pane.shows("int\r\n");
      assert.equal(await pane.ended, 2);
    });

    test("the size asked for at the start is there before any client", async () => {
      const box = world.box("stty size", { process: { terminal: true }, size: { rows: 11, columns: 22 } });
      assert.equal((await box.run()).stdout, "11 22\r\n");
    });

    test("detaching leaves the program, and the next client finds its screen", async () => {
      const box = world.box("echo first; read x; echo second $x", {
        process: { terminal: true },
        keepStdinOpen: true,
      });
      await box.launch();
      const one = new Pane(world.driver.attachCommand(box.bundle, { stdin: true, replay: true }));
      await one.shows("first");
      one.types("\x10\x11");
      assert.equal(await one.ended, 0);
      assert.equal(await world.driver.readExit(box.bundle), undefined);
      const two = new Pane(world.driver.attachCommand(box.bundle, { stdin: true, replay: true, mark: true }));
      await two.shows("first\r\n\x1b]7717;live\x07");
      two.types("go\r");
      await two.shows("second go");
      assert.equal(await two.ended, 0);
    });

    test("/dev/console is the terminal", async () => {
      const box = world.box("echo hello > /dev/console; ls -la /dev/console >&2; test -c /dev/console", {
        process: { terminal: true },
      });
      const { stdout, exit } = await box.run();
      assert.match(stdout, /hello/);
      assert.equal(exit.code, 0);
    });

    test("a session has a terminal of its own", async () => {
      const box = world.box("sleep 1000");
      await box.launch();
      const pane = new Pane(
        await box.joinCommand("tty; stty size; read x; exit 8", { tty: true, stdin: true }),
      );
      await pane.shows("/dev/pts/0\r\n24 80\r\n");
      pane.types("\r");
      assert.equal(await pane.ended, 8);
    });
  });
}

/** What a terminal emulator gives a client: a pty, whose output is kept. */
class Pane {
  readonly pty: IPty;
  readonly ended: Promise<number>;
  #output = "";

  constructor({ file, args }: ClientCommand) {
    this.pty = spawn(file, [...args], { cols: 80, rows: 24, env: { TERM: "xterm" } });
    this.pty.onData((text) => {
      this.#output += text;
    });
    this.ended = new Promise((resolve) => this.pty.onExit(({ exitCode }) => resolve(exitCode)));
  }

  types(keys: string): void {
    this.pty.write(keys);
  }

  async shows(text: string): Promise<void> {
    try {
      await until(JSON.stringify(text), () => this.#output.includes(text) || undefined);
    } catch (error) {
      throw new Error(`it shows ${JSON.stringify(this.#output)}`, { cause: error });
    }
  }
}
