import assert from "node:assert/strict";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import tar from "tar-stream";
import { useTui } from "../support/tui.ts";

test("an archive is loaded, looked through, tagged, saved and removed by keys alone", async (t) => {
  const { cli, open } = useTui(t);
  await smallImage(join(cli.dir, "root.tar"));
  await cli.ok("import", "--change", "CMD sh", join(cli.dir, "root.tar"), "small:1");
  await cli.ok("save", "-o", join(cli.dir, "small.tar"), "small:1");
  await cli.ok("rmi", "small:1");
  const tui = open();
  await tui.waitFor("Nothing here yet");

  tui.press("L").type("nowhere.tar\r");
  await tui.waitFor(/✗ .*nowhere\.tar/);
  tui.press("J");
  await tui.waitFor("Long work");
  tui.press("q", "!");
  await tui.waitFor("What went wrong");
  tui.press("enter");
  await tui.waitFor(/not-found · archive-not-found/);
  tui.press("enter");
  await tui.waitForGone(/nowhere\.tar failed/);

  // What failed stands there again.
  tui.press("L");
  await tui.waitFor(/│ nowhere\.tar/);
  tui.press("ctrl-u").type("sma\t");
  await tui.waitFor(/│ small\.tar/);
  tui.press("enter");
  await tui.waitFor(/small:1 +1 layer/);
  await tui.waitFor("Layers of small:1 1");
  tui.press("3").press("enter");
  await tui.waitFor(/\+ drwxr-xr-x .* ▾ etc\//);
  await tui.waitFor(/\+ -rwsr-xr-x .*5B .*su/);
  tui.press("/").type("motd\r");
  await tui.waitForGone(/rwsr/);
  await tui.waitFor("motd");
  tui.press("esc");
  await tui.waitFor(/rwsr/);

  tui.press("2").press("t").type("other:2\r");
  await tui.waitFor(/small:1 \+1|other:2 \+1/);
  tui.press("S").press("ctrl-u").type("copy.tar\r");
  await tui.waitFor(/saved to .*copy\.tar/);
  tui.press("S").press("ctrl-u").type("copy.tar\r");
  await tui.waitFor(/✗ .*copy\.tar/);
  tui.press("d");
  await tui.waitFor("All 2 of its names go.");
  tui.press("y");
  await tui.waitFor("Nothing here yet");
  assert.equal((await cli.ok("images", "-q")).trim(), "");
});

test("a screen without colours tells the same by signs and words, at every size and after each resize", async (t) => {
  const { cli, open } = useTui(t);
  await smallImage(join(cli.dir, "root.tar"));
  await cli.ok("import", "--change", "CMD sh", join(cli.dir, "root.tar"), "small:1");
  await cli.ok("create", "--name", "idle", "small:1");
  const tui = open({ columns: 80, rows: 24, env: { NO_COLOR: "1" } });
  await tui.waitFor(/▌◌ idle +created/);
  await tui.waitFor("doctor");
  const styles = new Set(
    tui
      .cells()
      .flat()
      .map(({ style }) => style),
  );
  assert.ok(![...styles].some((style) => /[fb]g/.test(style)), [...styles].join(" | "));

  tui.resize(59, 15);
  await tui.waitFor("wherry needs 60x16; this is 59x15");
  assert.equal(tui.text().trim(), "wherry needs 60x16; this is 59x15");
  for (const [columns, rows] of [
    [60, 16],
    [200, 60],
    [80, 24],
    [120, 40],
  ] as const) {
    tui.resize(columns, rows);
    await tui.waitFor(({ row }) => row(rows - 1).includes("q leave") && row(rows - 2).endsWith("╯"));
    const lines = tui.text().split("\n");
    assert.equal(lines.filter((line) => line.includes("Containers 1")).length, 1, tui.text());
    assert.equal(lines.filter((line) => line.includes("q leave")).length, 1, tui.text());
  }
});

test("a signal gives the terminal back as it was", async (t) => {
  const { open } = useTui(t);
  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    const tui = open();
    await tui.waitFor("Nothing here yet");
    assert.equal(tui.modes.alternate, true);
    tui.kill(signal);
    assert.deepEqual(await tui.exit(), { code, signal: 0 });
    assert.equal(tui.modes.alternate, false);
    assert.equal(tui.modes.bracketedPaste, false);
    assert.equal(tui.cursor.visible, true);
  }
});

test("a container's keys: logs, rename, a name in use, stop, remove with a question", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok(
    "run",
    "-d",
    "--name",
    "talker",
    "starter",
    "sh",
    "-c",
    "for i in $(seq 300); do echo line-$i; done; exec sleep 1000",
  );
  await cli.ok("create", "--name", "taken", "starter");
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor("Containers 2");
  tui.press("/").type("talk\r");
  await tui.waitFor("Containers 1/2");
  tui.press("l");
  await tui.waitFor("line-300");
  await tui.waitFor("following");
  tui.press("k", "k", "k");
  await tui.waitFor(/line 297 of 300/);
  await tui.waitForGone("line-300");
  tui.press("f");
  await tui.waitFor("line-300");

  tui.press("R").press("ctrl-u").type("taken\r");
  await tui.waitFor("the name taken is in use");
  tui.press("ctrl-u").type("talker-2\r");
  await tui.waitFor(/talker-2 +.*up/);
  tui.press("K");
  await tui.waitFor("Send a signal to talker-2");
  tui.press("enter");
  await tui.waitFor(/talker-2 +.*exited \(137\)/);
  tui.press("d");
  await tui.waitFor("Remove talker-2?");
  tui.press("n");
  await tui.waitForGone("Remove talker-2?");
  tui.press("d").press("y");
  await tui.waitFor("Nothing fits the filter");
  tui.press("esc").press("esc");
  await tui.waitFor(/taken +.*created/);
});

/** A root file system with few files, one of them setuid. */
async function smallImage(path: string): Promise<void> {
  const pack = tar.pack();
  const written = pipeline(pack, createWriteStream(path));
  pack.entry({ name: "bin", type: "directory", mode: 0o755 });
  pack.entry({ name: "bin/su", mode: 0o4755 }, "12345");
  pack.entry({ name: "etc", type: "directory", mode: 0o755 });
  pack.entry({ name: "etc/motd", mode: 0o644 }, "hello\n");
  pack.finalize();
  await written;
}
