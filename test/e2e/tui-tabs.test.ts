import assert from "node:assert/strict";
import { readlinkSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { useTui } from "../support/tui.ts";

const clipboard = (raw: string): string[] =>
  [...raw.matchAll(/\x1b\]52;c;([^\x07]*)\x07/g)].map(([, text = ""]) =>
    Buffer.from(text, "base64").toString(),
  );

test("stats, processes, isolation and inspect of a running container, by keys alone", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok(
    ...["run", "-d", "--name", "busy", "-m", "64m", "--pids-limit", "77", "starter"],
    ...["sh", "-c", "sleep 1000 & while :; do :; done"],
  );
  const pid = await cli.ok("inspect", "-f", "{{.State.Pid}}", "busy");
  const tui = open({ columns: 120, rows: 30 });
  await tui.waitFor("busy");
  tui.press("l");
  await tui.waitFor("written nothing so far");

  tui.press("]");
  await tui.waitFor(/CPU +[1-9][\d.]*% of \d+ × 100%/);
  await tui.waitFor(/Memory +[\d.]+[kM]B \/ 67\.1MB \(.*%\), 2 processes/);
  await tui.waitFor(/Disk +read 0B\/s, written 0B\/s/);
  await tui.waitFor(/[\u2840-\u28ff]│/);
  await tui.waitFor(/5 min ago .*now/);
  tui.press("y");
  await tui.waitFor("copied all of it");
  assert.equal(JSON.parse(clipboard(tui.raw).at(-1) ?? "").pids, 2);

  tui.press("]");
  await tui.waitFor(new RegExp(`1 +${pid} root +[1-9]\\d*% .* sh -c sleep 1000`));
  await tui.waitFor(/▌? +\d+ +\d+ root .* {3}sleep 1000/);
  tui.press("j", "K");
  await tui.waitFor("Send a signal to sleep 1000");
  tui.type("no such").press("enter");
  await tui.waitFor("nothing fits");
  tui.press("ctrl-u").type("SIGKILL").press("enter");
  await tui.waitForGone(/ {3}sleep 1000 +│/);
  assert.match(await cli.ok("top", "busy"), /sh -c/);
  tui.press("o");
  await tui.waitFor("by processor");

  tui.press("]", "]");
  await tui.waitFor(`pid`);
  const number = (path: string) => /\d+/.exec(readlinkSync(path))?.[0];
  await tui.waitFor(
    new RegExp(`pid +${number(`/proc/${pid}/ns/pid`)} +${number("/proc/self/ns/pid")} +its own`),
  );
  await tui.waitFor(/user +\d+ +\d+ +the host's/);
  await tui.waitFor(/bounding +14 \(host \d+\)/);
  tui.press("G");
  await tui.waitFor(/exec|no_new|capabilities|set_id/);
  await tui.waitFor(/ µs +process/);
  tui.press("y");
  await tui.waitFor("copied all of it");
  assert.match(
    clipboard(tui.raw).at(-1) ?? "",
    /memory +67\.1MB[\s\S]*processes +77 +1[\s\S]*pivot_root +\d+ µs +root/,
  );

  // Past what it is compared with.
  tui.press("]", "]");
  await tui.waitFor(/name: "busy"/);
  tui.press("/").type("pidsLimit").press("enter");
  await tui.waitFor(/\/pidsLimit 1 found/);
  tui.press("y");
  await tui.waitFor("copied pidsLimit");
  assert.equal(clipboard(tui.raw).at(-1), "77");
  tui.press("O");
  await tui.waitForGone(/pidsLimit: 77/);
  tui.press("n");
  await tui.waitFor(/pidsLimit: 77/);
  tui.press("Y");
  await tui.waitFor(() => clipboard(tui.raw).at(-1) !== "77");
  await tui.waitFor("copied all of it");
  assert.equal(JSON.parse(clipboard(tui.raw).at(-1) ?? "").name, "busy");
});

test("a terminal without unicode draws its graphs with plain letters", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "-d", "--name", "busy", "starter", "sh", "-c", "while :; do :; done");
  const tui = open({ columns: 80, rows: 24, env: { LANG: "C", TERM: "xterm", COLORTERM: undefined } });
  await tui.waitFor("busy");
  tui.press("l");
  await tui.waitFor("written nothing so far");
  tui.press("]");
  await tui.waitFor(/CPU +[1-9][\d.]*% of/);
  await tui.waitFor(/[.:|#]\|$/m);
  assert.doesNotMatch(tui.text(), /[\u2800-\u28ff]/);
});

test("the list tells what containers use, and while nothing changes nothing is drawn", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "-d", "--name", "idle", "starter", "sleep", "1000");
  // Its age is told in minutes from then on, and does not change while we look.
  const tui = open({ columns: 120, rows: 30 });
  await tui.waitFor(/idle .* up \d+s +(0%)? +[\d.]+k?M?B│/);
  await tui.waitFor(/idle .* 0% +[\d.]+k?M?B│/, { timeoutMs: 30_000 });
  await tui.waitFor(/idle .* up 1m /, { timeoutMs: 90_000 });
  await sleep(1500);
  for (let round = 0; round < 5; round += 1) {
    const [output, text] = [tui.output, tui.text()];
    await sleep(2200);
    // On a busy machine what it uses may really change.
    if (tui.text() === text) assert.deepEqual(tui.output, output, "not a byte, though it was measured");
  }
});
