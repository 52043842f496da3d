import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { useTui } from "../support/tui.ts";
import { writeTwoImages } from "../support/two-images.ts";
import { until } from "../support/until.ts";

test("a shell at a layer goes with its shell, and with a TUI that was killed", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  const tui = open();
  await tui.waitFor("1 layer");
  tui.press("3");
  await tui.waitFor(/e shell here/);
  tui.press("e");
  await tui.waitFor(/[#$] /);
  tui.type("echo layer-$((40+2))\r");
  await tui.waitFor("layer-42");
  assert.equal((await cli.ok("ps", "-q")).trim().split("\n").length, 1);
  tui.type("exit\r");
  await tui.waitFor("Containers 0");
  assert.equal((await cli.ok("ps", "-aq")).trim(), "");

  tui.press("3", "e");
  await tui.waitFor(/\[1\] Containers 1/);
  await tui.waitFor(/[#$] /);
  tui.kill("SIGKILL");
  await tui.exit();
  await until("its end", async () => (await cli.ok("ps", "-aq")).trim() === "" || undefined);
});

test("find the file that wastes most, look at it, copy it out", async (t) => {
  const { cli, open } = useTui(t);
  writeTwoImages(join(cli.dir, "two.tar"));
  writeFileSync(join(cli.dir, "stands"), "here");
  await cli.ok("load", "-i", join(cli.dir, "two.tar"));
  const tui = open({ columns: 80, rows: 24 });
  await tui.waitFor("first:1");
  tui.press("2").press("/").type("first\r");
  await tui.waitFor("Images 1/2");
  tui.press("f", "]");
  await tui.waitFor(/efficiency 99\.5 %, 23B wasted/);
  tui.press("enter");
  await tui.waitFor(/▌~ .*motd/);
  tui.press("enter");
  await tui.waitFor("three");
  tui.press("x").press("ctrl-u").type("stands\r");
  await tui.waitFor(/already there/);
  tui.press("x").press("ctrl-u").type("not/there/motd\r");
  await tui.waitFor(/make the folder .*not\/there first/);
  tui.press("x").press("ctrl-u").type("motd-copy\r");
  await tui.waitFor(/copied to .*motd-copy/);
});
