import assert from "node:assert/strict";
import { test } from "node:test";
import type { ImageLayers } from "../../../../src/engine/images/images.ts";
import { brightCells, type GraphRow, graphRows } from "../../../../src/stores/history/graph-rows.ts";

/** "a b c": an image of the layers a, ab, abc, which is named after its last layer; the first in the list is the newest. */
function images(...stacks: string[]): ImageLayers[] {
  return stacks.map((stack, index) => {
    const names = stack.split(" ");
    return {
      id: `sha256:${names.at(-1)}` as const,
      references: [names.at(-1)!],
      createdAtMs: 1000 - index,
      layers: names.map((createdBy, at) => ({
        index: at,
        digest: "sha256:0",
        diffId: "sha256:0",
        chainId: `sha256:${names.slice(0, at + 1).join("-")}`,
        sizeBytes: 1,
        compressedBytes: 1,
        fileCount: 1,
        createdBy,
        createdAtMs: undefined,
      })),
    };
  });
}

function draw(rows: readonly GraphRow[]): string[] {
  return rows.map(({ lane, joins, layer, images: ending }) => {
    const passing = Array.from({ length: lane }, (_, at) => (joins && at === lane - 1 ? "├─" : "│ ")).join(
      "",
    );
    return `${passing}${ending.length > 0 ? "●" : "○"} ${layer.createdBy}`;
  });
}

const TABLE: [name: string, stacks: string[], drawn: string[]][] = [
  ["no image", [], []],
  ["one image", ["a b"], ["● b", "○ a"]],
  ["two on one base", ["a b", "a c"], ["● b", "├─● c", "○ a"]],
  ["an image that another is built on", ["a b c", "a b"], ["● c", "● b", "○ a"]],
  ["two that share nothing", ["a", "b c"], ["● a", "● c", "○ b"]],
  ["three on one base need two lanes", ["a b", "a c", "a d"], ["● b", "├─● c", "├─● d", "○ a"]],
  [
    "branches of branches",
    ["a b c", "a d e", "a b f", "a d g"],
    ["● c", "├─● f", "○ b", "│ ● e", "│ ├─● g", "├─○ d", "○ a"],
  ],
  ["two names of one image end on one row", ["a b", "a b"], ["● b", "○ a"]],
];

for (const [name, stacks, drawn] of TABLE) {
  test(`the graph of ${name}`, () => {
    const rows = graphRows(images(...stacks));
    assert.deepEqual(draw(rows), drawn);
    for (const [index, { below }] of rows.entries()) {
      assert.ok(below === undefined || below > index, "the layer below stands below");
    }
  });
}

test("the way of an image is bright down to its base, also where it passes by", () => {
  const rows = graphRows(images("a b c", "a d e", "a b f", "a d g"));
  const bright = (id: string): string[] =>
    [...brightCells(rows, `sha256:${id}`)].map(([row, { node, lane }]) => `${row}${node ? "*" : ` ${lane}`}`);
  assert.deepEqual(bright("f"), ["1*", "2*", "3 0", "4 0", "5 0", "6*"]);
  assert.deepEqual(bright("g"), ["4*", "5*", "6*"]);
  assert.deepEqual(bright("c"), ["0*", "1 0", "2*", "3 0", "4 0", "5 0", "6*"]);
  assert.deepEqual(bright("nobody"), []);
});

test("two hundred images of twenty layers each make as many rows as there are layers", () => {
  const stacks = Array.from({ length: 200 }, (_, image) =>
    Array.from({ length: 20 }, (_, layer) => (layer < 10 ? `base${layer}` : `own${image}-${layer}`)).join(
      " ",
    ),
  );
  const rows = graphRows(images(...stacks));
  assert.equal(rows.length, 10 + 200 * 10);
  assert.equal(Math.max(...rows.map(({ lane }) => lane)), 1);
});
