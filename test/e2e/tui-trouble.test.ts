import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { test } from "node:test";
import { useTui } from "../support/tui.ts";
import { until } from "../support/until.ts";

test("stopped and continued, the screen and the keys are as before, whatever was done to the terminal", async (t) => {
  const { open } = useTui(t);
  const tui = open();
  await tui.waitFor("Nothing here yet");
  const place = readlinkSync(`/proc/${tui.pid}/fd/0`);
  tui.kill("SIGSTOP");
  await until("the TUI to stand still", () =>
    /^State:\s+T/m.test(readFileSync(`/proc/${tui.pid}/status`, "utf8")) ? true : undefined,
  );
  const made = spawnSync("sh", ["-c", `stty sane < ${place}; printf '\\033[2J\\033[?2004l' > ${place}`]);
  assert.equal(String(made.stderr), "");
  await tui.waitForGone("Nothing here yet");
  assert.equal(tui.modes.bracketedPaste, false);

  tui.kill("SIGCONT");
  await tui.waitFor("Nothing here yet");
  await tui.waitFor(({ modes }) => modes.bracketedPaste);
  tui.press("?");
  await tui.waitFor("Keys");
  tui.press("esc");
  await tui.waitForGone("Keys");
  tui.press("q");
  assert.deepEqual(await tui.exit(), { code: 0, signal: 0 });
});
