import assert from "node:assert/strict";
import { test } from "node:test";
import { useTui } from "../support/tui.ts";

test("from an empty root to a shell in a container, and back to it", async (t) => {
  const { cli, open } = useTui(t);
  let tui = open();

  // 1. It says what to do next; one key makes the starter image, with a bar.
  await tui.waitFor("Nothing here yet");
  await tui.waitFor(/i +make the starter image/);
  tui.press("i");
  await tui.waitFor(/starter image · /);
  await tui.waitFor(/starter:latest +1 layer/, { timeoutMs: 60_000 });
  await tui.waitFor("Layers of starter:latest 1");
  await tui.waitFor(/▸ usr\//);

  // 2. Enter opens the form, filled from the image; enter starts it and puts its terminal in the main pane.
  tui.press("enter");
  await tui.waitFor("Run starter:latest");
  await tui.waitFor(/Command +\S*bash/);
  tui.press("tab").type("first").press("enter");
  await tui.waitFor("ctrl-] then esc leaves");
  await tui.waitFor(/first +.*up \d+s/);
  await tui.waitFor(/[#$] /);
  tui.type("tty\r");
  await tui.waitFor("/dev/pts/0");
  tui.type("clear; ps -o pid,args\r");
  await tui.waitFor(/1 \S*bash/);
  assert.doesNotMatch(tui.text(), /node/);
  const id = (await cli.ok("ps", "-q", "--no-trunc")).slice(0, 12);
  tui.type("clear; hostname\r");
  await tui.waitFor(new RegExp(`│${id} `));
  tui.type("clear; echo sleep''s; sleep 100\r");
  await tui.waitFor("sleeps");
  tui.type("\x03");
  await tui.waitFor(/\^C/);
  tui.type("echo after=$?\r");
  await tui.waitFor("after=130");

  // The program's terminal has the size of its pane, and follows it.
  tui.type("clear; stty size\r");
  await tui.waitFor(/│36 78 /);
  tui.resize(80, 24);
  // The screen follows first: keys and the signal of a resize come on different ways.
  await tui.waitFor(({ row }) => row(22).endsWith("esc leaves ─╯"));
  tui.type("clear; stty size\r");
  await tui.waitFor(/│20 52 /);
  tui.resize(120, 40);

  // 3. A second shell; leaving it leaves the container.
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  tui.press("e");
  await tui.waitFor(/main · bash/);
  tui.type("clear; tty\r");
  await tui.waitFor("/dev/pts/1");
  tui.type("exit\r");
  await tui.waitForGone(/main · bash/);
  assert.match(await cli.ok("ps"), /first/);

  // q leaves; the container goes on; a new one attaches again with its screen.
  tui.press("a").type("clear; echo still-$((40+2))\r");
  await tui.waitFor("still-42");
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  tui.press("q");
  assert.deepEqual(await tui.exit(), { code: 0, signal: 0 });
  assert.match(await cli.ok("ps"), /first/);
  tui = open();
  await tui.waitFor(/first +.*up/);
  tui.press("a");
  await tui.waitFor("still-42");

  // kill -9 in the middle of all that loses nothing.
  tui.type("X=kept\r").press("ctrl-]", "d").press("e");
  await tui.waitFor(/main · bash/);
  tui.kill("SIGKILL");
  await tui.exit();
  assert.match(await cli.ok("ps"), /first/);
  tui = open();
  await tui.waitFor(/first +.*up/);
  tui.press("a");
  await tui.waitFor("still-42");
  tui.type("clear; echo X=$X\r");
  await tui.waitFor("X=kept");

  // exit 3 shows exited (3).
  tui.type("exit 3\r");
  await tui.waitFor(/first +.*exited \(3\)/);
  await tui.waitFor(/─ exited \(3\) · enter goes back/);
  // Started again, the pane is on the new run, and the list has the keys still.
  tui.press("enter", "s");
  await tui.waitFor(/first +.*up \d+s/);
  await tui.waitForGone("exited (3)");
  await tui.waitForGone("X=kept");
  await tui.waitFor(/│root@\S+# +│/);
  tui.press("q");
  assert.deepEqual(await tui.exit(), { code: 0, signal: 0 });
});
