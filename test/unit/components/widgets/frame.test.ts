import assert from "node:assert/strict";
import { test } from "node:test";
import { describeOuterTerminal } from "../../../../components/theme/outer-terminal.ts";
import { createTheme } from "../../../../components/theme/theme.ts";
import { bar, percent } from "../../../../components/widgets/bar.ts";
import { frameRows } from "../../../../components/widgets/frame.ts";
import { layoutTable, tableRow } from "../../../../components/widgets/table.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";

const theme = createTheme(
  "default",
  describeOuterTerminal({ TERM: "xterm", LANG: "C.UTF-8", NO_COLOR: "1" }),
);
const base = { box: theme.glyphs.box, border: theme.text };

test("a frame carries titles in its border", () => {
  assert.deepEqual(
    frameRows({
      ...base,
      columns: 30,
      rows: 4,
      titles: ["[4] Volumes 0", "[5] Net"],
      body: ["one", "longer than the frame is wide"],
    }),
    [
      "╭─[4] Volumes 0──[5] Net─────╮",
      "│one                         │",
      "│longer than the frame is wi…│",
      "╰────────────────────────────╯",
    ],
  );
});

test("a corner, a footer and a thumb stand in the border too", () => {
  assert.deepEqual(
    frameRows({
      ...base,
      columns: 16,
      rows: 5,
      titles: ["Logs"],
      corner: "ctrl-]",
      footer: "1/9",
      body: [],
      thumb: { start: 1, length: 1 },
      thumbGlyph: "┃",
    }),
    ["╭─Logs──ctrl-]─╮", "│              │", "│              ┃", "│              │", "╰──────────1/9─╯"],
  );
});

test("a frame of any size is exactly that size", () => {
  const titles = ["한글 title", "second", "third"];
  for (let columns = 2; columns < 40; columns++) {
    for (let rows = 1; rows < 5; rows++) {
      const lines = frameRows({
        ...base,
        columns,
        rows,
        titles,
        corner: "corner",
        footer: "foot",
        body: ["한글한글"],
      });
      assert.equal(lines.length, rows);
      for (const line of lines) assert.equal(columnsOf(line), columns, `${line} of ${columns}`);
    }
  }
  assert.deepEqual(frameRows({ ...base, columns: 1, rows: 3, body: [] }), []);
});

test("a bar shows the share that is done", () => {
  assert.equal(bar({ done: 43, total: 100 }, 10, theme), "▓▓▓▓░░░░░░");
  assert.equal(bar({ done: 200, total: 100 }, 4, theme), "▓▓▓▓");
  assert.equal(bar({ done: -1, total: 100 }, 4, theme), "░░░░");
  assert.equal(percent({ done: 999, total: 1000 }), "99 %");
  assert.equal(percent({ done: 5, total: undefined }), "");
  for (let done = 0; done < 100; done++) {
    assert.equal(columnsOf(bar({ done: done << 19, total: undefined }, 12, theme)), 12);
  }
});

test("a table gives what is left to the growing column and drops columns when space is short", () => {
  const columns = [
    {},
    { grow: 1, min: 4 },
    { align: "right" as const, drop: 1 },
    { align: "right" as const, drop: 2 },
  ];
  const cells = [
    ["● web", "nginx:1.27", "2h", "12MB"],
    ["○ job", "starter", "3d", "9MB"],
  ];
  const wide = layoutTable(columns, cells, 36);
  assert.deepEqual(wide, [5, 22, 2, 4]);
  assert.equal(tableRow(columns, cells[1]!, wide), "○ job starter                3d  9MB");
  assert.deepEqual(layoutTable(columns, cells, 14), [5, 5, 2, 0]);
  assert.deepEqual(layoutTable(columns, cells, 11), [5, 5, 0, 0]);
  for (let width = 4; width < 60; width++) {
    for (const row of cells) {
      const widths = layoutTable(columns, cells, width);
      assert.ok(columnsOf(tableRow(columns, row, widths)) <= width, `${width}: ${widths}`);
    }
  }
});
