import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { writeShellImage } from "../support/shell-image.ts";
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
  await tui.waitFor(/GONE IN +PATH.*\n.*▌ +14B +1 +2 +~ etc\/motd/);
  tui.press("enter");
  await tui.waitFor(/▌ +2 .*\n.* 1 /);
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

test("a shell at layer 3 of 4 has the files of the three, none of the fourth, and leaves nothing behind", async (t) => {
  const { cli, open } = useTui(t);
  const layer = (number: number) => [
    { name: "steps/", type: "5" },
    { name: `steps/${number}`, body: `step ${number}\n` },
  ];
  writeShellImage(join(cli.dir, "image.tar"), "steps:1", [layer(2), layer(3), layer(4)]);
  await cli.ok("load", "-i", join(cli.dir, "image.tar"));
  const tui = open();
  await tui.waitFor("Layers of steps:1 4");
  tui.press("3", "j");
  await tui.waitFor(/▌ +3 /);
  tui.press("e");
  await tui.waitFor(/# /);
  tui.type("ls /steps | wc -l; cat /steps/3; cat /steps/4\r");
  await tui.waitFor(/│ *2 *│\n.*step 3.*\n.*No such file/);
  tui.type("echo gone > /steps/3\r").type("exit\r");
  await tui.waitFor("Containers 0");
  assert.equal((await cli.ok("ps", "-aq")).trim(), "");
  tui.press("3", "e");
  await tui.waitFor(/# /);
  tui.type("cat /steps/3\r");
  await tui.waitFor("step 3");
  tui.type("exit\r");
  await tui.waitFor("Containers 0");
});

test("what a running container writes is the live top layer of its stack", async (t) => {
  const { cli, open } = useTui(t);
  writeShellImage(join(cli.dir, "image.tar"), "shell:1", [
    [
      { name: "data/", type: "5" },
      { name: "data/small", body: "s".repeat(100) },
      { name: "data/large", body: "l".repeat(4000) },
    ],
  ]);
  await cli.ok("load", "-i", join(cli.dir, "image.tar"));
  const script = "echo one > /data/one; rm /data/large; sleep 1000";
  await cli.ok("run", "-d", "--name", "web", "shell:1", "sh", "-c", script);
  const tui = open();
  tui.press("3");
  await tui.waitFor(/Layers of web 3/);
  await tui.waitFor(/▌ +3 +written by web +4B/);
  await tui.waitFor(/- .* large/);
  tui.press("enter").press("G");
  await tui.waitFor(/▌\+ .* one/);

  await cli.ok("exec", "web", "sh", "-c", "echo two > /data/a-new-one; echo > /data/small");
  await tui.waitFor(/\+ .* a-new-one/);
  await tui.waitFor(/written by web +9B/);
  await tui.waitFor(/▌\+ .* one/);

  tui.press("]", "]");
  await tui.waitFor(/4kB +1 +2 +3 +- data\/large/);
  await tui.waitFor(/100B +1 +2 +3 +~ data\/small/);
  tui.press("enter");
  await tui.waitFor(/▌- .* large/);
  tui.press("3", "e");
  await tui.waitFor("web writes this layer");
  tui.press("c", "j", "c");
  await tui.waitFor(/web -> shell:1 layer 2/);
  await tui.waitFor(/\+ .*4kB .* large/);
});
