import assert from "node:assert/strict";
import { test } from "node:test";
import { useTui } from "../support/tui.ts";
import { until } from "../support/until.ts";

test("what a hidden terminal writes is read, and draws no frame", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  const count = "n=0; while sleep 0.02; do n=$((n + 1)); echo $n >/tmp/n; echo count-$n.; done";
  await cli.ok("run", "-dit", "--name", "busy", "starter", "bash", "-c", count);
  const tui = open();
  await tui.waitFor(/busy +.*up/);
  tui.press("a");
  await tui.waitFor(/count-\d+\./);
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  // The images alone: no age that counts seconds is in sight.
  tui.press("2", "+", "+");
  await tui.waitForGone("Containers");
  const counted = async (): Promise<number> => Number(await cli.ok("exec", "busy", "cat", "/tmp/n"));
  // Two hundred lines later nothing has been drawn.
  const from = (await counted()) + 20;
  await until("the first of them", async () => ((await counted()) >= from ? true : undefined));
  const before = tui.output;
  await until("two hundred lines", async () => ((await counted()) >= from + 200 ? true : undefined));
  assert.deepEqual(tui.output, before);
  tui.press("_", "_", "1");
  await tui.waitFor((seen) => Number(/count-(\d+)\./.exec(seen.text())?.[1]) > from + 100);
});
