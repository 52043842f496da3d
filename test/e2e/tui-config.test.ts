import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Tui, useTui } from "../support/tui.ts";

function configOf({ cli }: Tui, ...lines: string[]): { WHERRY_CONFIG: string } {
  const path = join(cli.dir, "config.toml");
  writeFileSync(path, lines.join("\n"));
  return { WHERRY_CONFIG: path };
}

test("the config file chooses language and keys", async (t) => {
  const tui = useTui(t);
  const env = configOf(
    tui,
    'language = "ko"',
    "[keys]",
    'everywhere.quit = ["Q"]',
    'everywhere.help = ["f1"]',
  );
  const screen = tui.open({ env });
  await screen.waitFor(/Q 나가기|Q .*종료/);
  screen.press("f1");
  await screen.waitFor("─ 단축키 ─");
  screen.press("esc");
  await screen.waitForGone("─ 단축키 ─");
  screen.press("Q");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
});

test("what is wrong in it is shown with its line and what to do, and the rest counts", async (t) => {
  const tui = useTui(t);
  const env = configOf(
    tui,
    'theme = "terminal"',
    "[keys]",
    'containers.remov = ["D"]',
    'containers.stop = ["r"]',
    'everywhere.quit = ["Q"]',
  );
  const screen = tui.open({ env });
  await screen.waitFor(/config \(2 errors\)|doctor: \d+ lack/);
  await screen.waitFor(/config\.toml line 3/);
  await screen.waitFor("there is no action containers.remov");
  screen.press("!");
  await screen.waitFor("─ What went wrong ─");
  await screen.waitFor("did you mean containers.remove?");
  await screen.waitFor("line 4: r is a key of");
  await screen.waitFor("containers.restart already");
  screen.press("esc");
  await screen.waitForGone("─ What went wrong ─");
  screen.press("Q");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
});

test("texts name the keys as they are bound, and none for what has none", async (t) => {
  const tui = useTui(t);
  const env = configOf(tui, "[keys]", 'everywhere.starter = ["f6"]', "everywhere.load = []");
  const screen = tui.open({ env });
  await screen.waitFor(/f6 +make the starter image/);
  assert.doesNotMatch(screen.text(), /load an archive/);
  screen.press("q");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
});

test("a file that is no TOML is told with its line, and nothing of it counts", async (t) => {
  const tui = useTui(t);
  const screen = tui.open({ env: configOf(tui, 'language = "ko"', "", "keys = [") });
  await screen.waitFor(/config\.toml line \d+/);
  screen.press("!");
  await screen.waitFor("─ What went wrong ─");
  await screen.waitFor("nothing of the file counts until this is mended");
  screen.press("esc");
  await screen.waitForGone("What went wrong");
  screen.press("q");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
});

test("a light background that the terminal tells of changes the colours; the next theme comes at once", async (t) => {
  const screen = useTui(t).open();
  await screen.waitFor("Nothing here yet");
  assert.ok(screen.raw.includes("\x1b]11;?\x1b\\"), "the terminal is asked");
  const colours = (): string[] => screen.cells({ rows: 1 })[0]!.map(({ style }) => style);
  const dark = colours();
  screen.type("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
  await screen.waitFor(() => colours().join() !== dark.join());
  const light = colours();
  screen.press("ctrl-t");
  await screen.waitFor("theme: high-contrast");
  await screen.waitFor(() => colours().join() !== light.join());
  screen.press("q");
  await screen.exit();
});
