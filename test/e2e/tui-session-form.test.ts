import { test } from "node:test";
import { useTui } from "../support/tui.ts";

test("E opens a process of one's choice: command, user and directory, by keys alone", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "1000");
  const tui = open({ columns: 80, rows: 24 });
  await tui.waitFor("web");
  tui.press("E");
  await tui.waitFor("One more process in web");
  tui
    .type("sh -c 'id -u; pwd; exec cat'")
    .press("tab")
    .type("nobody-here")
    .press("tab")
    .type("/tmp")
    .press("enter");
  await tui.waitFor(/User +nobody-here/);
  await tui.waitFor(/✗ find user "nobody-here"/);
  tui.press("ctrl-u").type("65534:65534").press("enter");
  await tui.waitForGone("One more process in web");
  await tui.waitFor(/│65534 +│/);
  await tui.waitFor(/│\/tmp +│/);
  // It has the keys: what is typed now is the program's.
  tui.type("it hears").press("enter");
  await tui.waitFor(/it hears[\s\S]*it hears/);
});
