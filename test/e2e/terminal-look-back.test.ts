import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { COLUMNS, openPane, ROWS, temporaryFile } from "../support/pane.ts";
import type { Screen } from "../support/screen.ts";
import { useTui } from "../support/tui.ts";

test("looking back shows what scrolled away, and stays there while the program writes on", async () => {
  const script = "seq -f 'row %g.' 1 300; while read -r line; do seq -f \"$line %g.\" 1 50; done";
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor("row 300.");
  screen.press("ctrl-]", "[");
  await screen.waitFor("looking 0 of 285");
  screen.press("pageup");
  await screen.waitFor((seen) => seen.row(1).includes("row 271."));
  screen.type("/row 42.");
  await screen.waitFor(/row 42\.: 1 of 1/);
  const y = screen
    .text()
    .split("\n")
    .findLastIndex((row) => row.includes("row 42."));
  assert.deepEqual(
    screen.cells({ x: 1, y, columns: 8, rows: 1 })[0]!.map(({ style }) => style),
    [..."row 42. "].map((_, x) => (x === 7 ? "" : "bold inverse")),
  );
  assert.deepEqual(screen.cursor, { x: 1, y, visible: true });
  screen.press("enter", "G");
  await screen.waitFor("looking 0 of 285");
  screen.press("g");
  await screen.waitFor((seen) => seen.row(1).includes("row 1."));
  screen.press("esc", "esc");
  await screen.waitFor((seen) => seen.row(15).includes("row 300.") && !seen.row(0).includes("looking"));
  screen.type("more\r");
  await screen.waitFor("more 50.");
});

test("a search counts, and n and N go from one to the next and round", async () => {
  const script =
    "for i in $(seq 1 170); do [ $((i % 10)) = 3 ] && echo needle $i || echo row $i; done; sleep 600";
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor("row 170");
  screen.press("ctrl-]", "[");
  await screen.waitFor("looking");
  screen.type("/needle");
  await screen.waitFor("needle: 17 of 17");
  const steps: [key: string, at: number][] = [
    ["enter", 17],
    ["n", 16],
    ["n", 15],
    ["N", 16],
    ["N", 17],
    ["N", 1],
    ["n", 17],
  ];
  for (const [key, at] of steps) {
    screen.press(key);
    await screen.waitFor(`needle: ${at} of 17`);
    await screen.waitFor(({ cursor, row }) => row(cursor.y).includes(`needle ${at * 10 - 7}`));
  }
  screen.press("esc");
  await screen.waitForGone("of 17");
});

test("what is selected goes to the clipboard of the person's terminal, whole", async () => {
  const script = [
    `printf 'key=%s\\n' ${"k".repeat(COLUMNS)}`,
    // A wide character that does not fit at the end of its row.
    `printf 'x%s한글 👍🏽 e\\xcc\\x81nd\\n' ${"-".repeat(COLUMNS - 2)}`,
    "seq 1 40; sleep 600",
  ].join("; ");
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor(/│40 /);
  screen.press("ctrl-]", "[");
  await screen.waitFor("looking");
  screen.press("g");
  await screen.waitFor((seen) => seen.row(1).includes("key="));
  const key = `key=${"k".repeat(COLUMNS)}`;
  const wide = `x${"-".repeat(COLUMNS - 2)}한글 👍🏽 e\u0301nd`;

  screen.type("y");
  await copied(screen, key);
  screen.type("$vbhhy");
  await copied(screen, `y=${"k".repeat(COLUMNS)}`);
  screen.type("jj0Vj");
  await screen.waitFor("1 lines");
  screen.type("j");
  await screen.waitFor("2 lines");
  assert.equal(screen.cells({ x: 1, y: 3, columns: 1, rows: 1 })[0]![0]!.style, "inverse");
  screen.type("y");
  await copied(screen, `${wide}\n1`);
  await screen.waitForGone("2 lines");
  screen.type("gjj$vhh");
  await screen.waitFor("3 characters");
  screen.press("enter");
  await copied(screen, "e\u0301nd");
  await screen.waitForGone("looking");
});

test("what is looked at stays while the oldest output is thrown away", async () => {
  using file = temporaryFile("");
  const wait = `while [ ! -s ${file.path} ]; do sleep 0.05; done`;
  const script = `seq -f 'row %g.' 1 2500; ${wait}; seq -f 'more %g.' 1 400; sleep 600`;
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor("row 2500.");
  screen.press("ctrl-]", "[");
  screen.type("/row 2001.\r");
  await screen.waitFor("row 2001.: 1 of 1");
  screen.type("Vj");
  await screen.waitFor(/looking \d+ of 2000.*2 lines/);
  const back = Number(/looking (\d+)/.exec(screen.text())![1]);
  const [rows, cursor] = [screen.cells({ y: 1, rows: ROWS }), screen.cursor];
  writeFileSync(file.path, "go");
  await screen.waitFor(`looking ${back + 400} of 2000`);
  assert.deepEqual(screen.cells({ y: 1, rows: ROWS }), rows);
  assert.deepEqual(screen.cursor, cursor);
  screen.type("y");
  await copied(screen, "row 2001.\nrow 2002.");
});

test("in the terminal UI it tells how much was copied", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "-dit", "--name", "box", "starter", "bash", "-c", "seq 1 100; sleep 600");
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor(/box +.*up/);
  tui.press("a");
  await tui.waitFor(/│100 /);
  tui.press("ctrl-]", "[");
  await tui.waitFor(/0 of \d+ back {2}v select {2}V lines {2}y copy {2}\/ search {2}esc back/);
  tui.type("kVk");
  await tui.waitFor(/2 lines {2}y copy/);
  tui.type("y");
  await tui.waitFor("copied 2 lines");
  assert.ok(tui.raw.includes(osc52("99\n100")));
  tui.type("vly");
  await tui.waitFor("copied 2 characters");
  tui.press("esc");
  await tui.waitFor("ctrl-] then esc leaves");
});

async function copied(screen: Screen, text: string): Promise<void> {
  await screen.waitFor(({ raw }) => raw.includes(osc52(text)));
}

function osc52(text: string): string {
  return `\x1b]52;c;${Buffer.from(text).toString("base64")}\x07`;
}
