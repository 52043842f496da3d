import assert from "node:assert/strict";
import { test } from "node:test";
import { type Layout, type LayoutInput, layout } from "../../../components/layout.ts";

const SIZES = [
  [60, 16],
  [80, 24],
  [81, 25],
  [120, 40],
  [200, 60],
  [400, 100],
] as const;
const STATES = (["side", "main", "terminal"] as const).flatMap((focus) =>
  (["containers", "images", "layers", "volumes", "networks"] as const).flatMap((panel) =>
    (["none", "half", "full"] as const).map((zoom) => ({ focus, panel, zoom })),
  ),
);

const folded = (...panels: string[]): string[] => panels.map((panel) => `${panel} 22x1 folded`);
const folded26 = ["volumes 26x1 folded", "networks 26x1 folded"];

test("every cell of the screen belongs to exactly one part, whatever its size", () => {
  for (const [columns, rows] of SIZES) {
    for (const state of STATES) {
      const made = screen({ columns, rows, ...state });
      const parts = [made.header, made.footer, ...made.sides, ...(made.main ? [made.main] : [])];
      const cells = new Uint8Array(columns * rows);
      for (const part of parts) {
        for (let y = part.top; y < part.top + part.rows; y += 1) {
          for (let x = part.left; x < part.left + part.columns; x += 1) {
            const at = y * columns + x;
            assert.equal(cells[at], 0, `${columns}x${rows} ${JSON.stringify(state)}: two parts at ${x},${y}`);
            cells[at] = 1;
          }
        }
      }
      assert.ok(!cells.includes(0), `${columns}x${rows} ${JSON.stringify(state)}: a hole`);
    }
  }
});

test("where the panels stand on screens that people use", () => {
  const cases: [columns: number, rows: number, expected: string[]][] = [
    [60, 16, ["containers 22x10", ...folded("images", "layers", "volumes", "networks"), "main 38x14"]],
    [80, 24, ["containers 26x14", "images 26x3", "layers 26x3", ...folded26, "main 54x22"]],
    [
      120,
      40,
      ["containers 40x14", "images 40x8", "layers 40x8", "volumes 40x4", "networks 40x4", "main 80x38"],
    ],
    [
      200,
      60,
      ["containers 56x20", "images 56x13", "layers 56x13", "volumes 56x6", "networks 56x6", "main 144x58"],
    ],
  ];
  for (const [columns, rows, expected] of cases) {
    assert.deepEqual(
      describe(screen({ columns, rows, focus: "side", panel: "containers", zoom: "none" })),
      expected,
    );
  }
});

test("on a short screen the panel in use is the one that is open", () => {
  const made = screen({ columns: 80, rows: 24, focus: "main", panel: "layers", zoom: "none" });
  assert.deepEqual(describe(made), [
    "containers 26x3",
    "images 26x3",
    "layers 26x14",
    ...folded26,
    "main 54x22",
  ]);
});

test("on a tall screen choosing another panel moves nothing", () => {
  const one = screen({ columns: 120, rows: 40, focus: "side", panel: "containers", zoom: "none" });
  const other = screen({ columns: 120, rows: 40, focus: "terminal", panel: "layers", zoom: "none" });
  assert.deepEqual(one, other);
});

test("zoom gives the part in use half of the screen, then all of it", () => {
  const at = (zoom: "half" | "full", focus: "side" | "main") =>
    describe(screen({ columns: 120, rows: 40, focus, panel: "images", zoom }));
  assert.deepEqual(at("half", "side"), ["images 60x38", "main 60x38"]);
  assert.deepEqual(at("full", "side"), ["images 120x38"]);
  assert.deepEqual(at("half", "main"), [
    "containers 22x14",
    "images 22x8",
    "layers 22x8",
    "volumes 22x4",
    "networks 22x4",
    "main 98x38",
  ]);
  assert.deepEqual(at("full", "main"), ["main 120x38"]);
});

test("a screen below 60x16 is too small", () => {
  for (const [columns, rows] of [
    [59, 16],
    [60, 15],
    [1, 1],
  ] as const) {
    assert.equal(layout({ columns, rows, focus: "side", panel: "images", zoom: "none" }).kind, "too-small");
  }
});

function screen(input: LayoutInput): Extract<Layout, { kind: "screen" }> {
  const made = layout(input);
  assert.ok(made.kind === "screen");
  return made;
}

function describe({ sides, main }: Extract<Layout, { kind: "screen" }>): string[] {
  const shown = sides.map(
    ({ panel, columns, rows, folded }) => `${panel} ${columns}x${rows}${folded ? " folded" : ""}`,
  );
  return main === undefined ? shown : [...shown, `main ${main.columns}x${main.rows}`];
}
