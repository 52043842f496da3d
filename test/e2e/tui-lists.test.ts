import assert from "node:assert/strict";
import { test } from "node:test";
import { useTui } from "../support/tui.ts";

test("filter, mark, pause, remove and undo", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  for (const name of ["web1", "web2", "db"]) {
    await cli.ok("run", "-d", "--name", name, "starter", "sleep", "1000");
  }
  const tui = open();
  await tui.waitFor(/3 running/);
  tui.press("/").type("web\r");
  await tui.waitFor(/Containers 2\/3 \/web/);
  tui.press("*");
  await tui.waitFor(/2 marked/);
  tui.press("p");
  await tui.waitFor(/2 paused/);
  assert.match(await cli.ok("ps", "--format", "{{.Status}}", "-f", "name=web1"), /\(Paused\)$/);
  // The message first, then the filter.
  await tui.waitFor(/done: pause 2 containers/);
  tui.press("esc");
  await tui.waitForGone(/done: pause/);
  tui.press("esc");
  await tui.waitFor(/Containers 3 /);

  tui.press("*", "*", "space", "d");
  await tui.waitFor(/Remove .*\?/);
  tui.press("n");
  await tui.waitForGone(/Remove /);
  tui.press("esc");
  await tui.waitForGone(/1 marked/);
  tui.press("/").type("!db\r").press("*", "d");
  await tui.waitFor("Remove 2 containers?");
  await tui.waitFor(/web2, web1/);
  await tui.waitFor(/All of them run and are killed first/);
  tui.press("y");
  await tui.waitFor(/done: remove 2 containers/);
  assert.equal(await cli.ok("ps", "-a", "--format", "{{.Names}}"), "db");
  tui.press("u");
  await tui.waitFor(/done: bring back 2 containers/);
  await tui.waitFor(/[▌ ]○ web1 .*exited \(137\)/);
  await tui.waitFor(/[▌ ]○ web2 .*exited \(137\)/);
  assert.equal(await cli.ok("ps", "-aq", "-f", "name=web").then((ids) => ids.split("\n").length), 2);
});

test("volumes and networks tell what is in them and who uses them", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "--name", "writer", "-v", "data:/d", "starter", "sh", "-c", "echo hello > /d/greeting");
  const tui = open();
  await tui.waitFor(/data +1 user/);
  tui.press("4");
  await tui.waitFor(/greeting/);
  tui.press("]");
  await tui.waitFor("writer · /d");
  tui.press("d");
  await tui.waitFor("data stays: it is used by writer.");
  tui.press("y", "n");
  await tui.waitForGone("data stays");
  tui.press("c").type("spare\r");
  await tui.waitFor(/spare +unused/);
  tui.press("5", "G");
  await tui.waitFor(/Users/);
  await tui.waitFor(/│ writer/);
});

for (const [columns, rows] of [
  [80, 24],
  [60, 16],
] as const) {
  test(`all five panels are there at ${columns}x${rows}`, async (t) => {
    const { open } = useTui(t);
    const tui = open({ columns, rows });
    await tui.waitFor("Nothing here yet");
    for (const [key, title] of [
      ["2", "[2] Images"],
      ["3", "[3] Layers"],
      ["4", "[4] Volumes"],
      ["5", "[5] Networks"],
      ["1", "[1] Containers"],
    ] as const) {
      tui.press(key);
      await tui.waitFor(title);
    }
  });
}
