import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Cli } from "../support/cli.ts";
import type { Screen } from "../support/screen.ts";
import { makeSmallRoot } from "../support/small-root.ts";
import { useTui } from "../support/tui.ts";

async function importSmall(cli: Cli): Promise<void> {
  const root = join(cli.dir, "root");
  makeSmallRoot(root, ["sh"]);
  execFileSync("tar", ["-C", root, "-cf", `${root}.tar`, "."]);
  await cli.ok("import", "--change", "CMD sh", `${root}.tar`, "small:1");
}

/** Resolves when nothing was written for a while. */
async function settled(tui: Screen): Promise<void> {
  for (let before = -1; before !== tui.output.bytes; ) {
    before = tui.output.bytes;
    await delay(700);
  }
}

test("nothing is drawn at rest, nor for what changes no cell that is seen", async (t) => {
  const { cli, open } = useTui(t);
  await importSmall(cli);
  for (const name of ["first", "second"]) await cli.ok("create", "--name", name, "small:1");
  const tui = open();
  await tui.waitFor("second");
  await tui.waitFor(/doctor: /);
  await settled(tui);

  const before = tui.output.bytes;
  await delay(3000);
  assert.equal(tui.output.bytes, before, "at rest");

  // Events that change nothing on this screen: an image gets a name that it has.
  await cli.ok("inspect", "first");
  await cli.ok("tag", "small:1", "small:1");
  await delay(1500);
  assert.equal(tui.output.bytes, before, "an event that changes no cell");

  // What is seen is drawn.
  await cli.ok("rename", "second", "other");
  await tui.waitFor("other");
  assert.ok(tui.output.bytes > before);
  tui.press("q");
  await tui.exit();
});

test("no tab of any panel draws while nothing changes", async (t) => {
  const { cli, open } = useTui(t);
  await importSmall(cli);
  await cli.ok("run", "--name", "ended", "small:1", "sh", "-c", "echo hello > /file; echo hello");
  await cli.ok("volume", "create", "data");
  // Each on a screen of its own, all at the same time.
  const tabs = [
    // Not the first, which tells how long ago it ended.
    ...Array.from({ length: 7 }, (_, tab) => ["1", tab + 1] as const),
    ...Array.from({ length: 5 }, (_, tab) => ["2", tab] as const),
    ...Array.from({ length: 4 }, (_, tab) => ["3", tab] as const),
    ["4", 0] as const,
    ["5", 0] as const,
  ];
  const screens: { readonly what: string; readonly tui: Screen }[] = [];
  for (const [panel, tab] of tabs) {
    const tui = open();
    await tui.waitFor(/doctor: /);
    tui.press(panel, ...new Array<string>(tab).fill("]"));
    screens.push({ what: `tab ${tab} of panel ${panel}`, tui });
  }
  for (const { tui } of screens) await settled(tui);
  const before = screens.map(({ tui }) => tui.output.bytes);
  await delay(3000);
  const drew = screens.flatMap(({ what, tui }, index) =>
    tui.output.bytes === before[index] ? [] : [`${what}\n${tui.text()}`],
  );
  assert.deepEqual(drew, []);
});

/** What each overlay is opened with, what it shows, and what closes it. */
const OVERLAYS: readonly (readonly [name: string, key: string, shows: RegExp])[] = [
  ["nothing", "", /small/],
  ["the doctor", "D", /Doctor|doctor/],
  ["the run form", "r-form", /Command/],
  ["a question", "d", /remove/],
];

test("a screen that was resized is as one that was opened at that size, under every overlay", async (t) => {
  const { cli, open } = useTui(t);
  await importSmall(cli);
  const show = async (tui: Screen, key: string, shows: RegExp): Promise<void> => {
    await tui.waitFor(/Images 1/);
    tui.press("2");
    await tui.waitFor(/▌.*small/);
    if (key === "r-form") tui.press("enter");
    else if (key !== "") tui.press(key);
    await tui.waitFor(shows);
    await settled(tui);
  };
  for (const [name, key, shows] of OVERLAYS) {
    for (const [columns, rows] of [
      [60, 16],
      [300, 80],
    ] as const) {
      const resized = open({ columns: 80, rows: 24 });
      await show(resized, key, shows);
      for (const [wide, high] of [
        [200, 50],
        [64, 17],
        [120, 40],
      ] as const)
        resized.resize(wide, high);
      resized.resize(columns, rows);
      await settled(resized);
      const fresh = open({ columns, rows });
      await show(fresh, key, shows);
      assert.deepEqual(shapeOf(resized), shapeOf(fresh), `${name} at ${columns}x${rows}`);
      await resized[Symbol.asyncDispose]();
      await fresh[Symbol.asyncDispose]();
    }
  }
});

/** Text and colours, but for ages, which go on. */
function shapeOf(tui: Screen): string[] {
  return tui.cells().map((row) => row.map(({ text, style }) => `${text || " "}${style}`).join("|"));
}
