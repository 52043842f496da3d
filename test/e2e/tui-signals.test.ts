import { test } from "node:test";
import { useTui } from "../support/tui.ts";

const LISTENS = "trap 'echo got hup' HUP; trap 'echo got usr1' USR1; while :; do sleep 0.1; done";

test("K sends the signal that a few letters or its number find, to one or to all that is marked", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  for (const name of ["one", "two"]) {
    await cli.ok("run", "-d", "--name", name, "starter", "sh", "-c", LISTENS);
  }
  const tui = open();
  await tui.waitFor(/2 running/);
  tui.press("l", "K");
  await tui.waitFor("Send a signal to two");
  tui.type("hup").press("enter");
  await tui.waitFor("sent HUP to two");
  await tui.waitFor("got hup");

  tui.press("1", "*", "K");
  await tui.waitFor("Send a signal to 2 containers");
  await tui.waitFor("two, one");
  tui.type("10").press("enter");
  await tui.waitFor("done: signal 2 containers");
  await tui.waitFor("got usr1");

  tui.press("*", "K");
  await tui.waitFor("Send a signal to 2 containers");
  tui.type("no such").press("enter");
  await tui.waitFor("nothing fits");
  tui.press("ctrl-u").type("9").press("enter");
  await tui.waitFor("done: kill 2 containers");
  await tui.waitFor(/2 stopped/);
  await tui.waitFor(/one .*exited \(137\)/);
});
