import assert from "node:assert/strict";
import { test } from "node:test";
import { isolationLines } from "../../../../components/panels/isolation-lines.ts";
import { isolationSections } from "../../../../components/panels/isolation-sections.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { english } from "../../../../components/words/english.ts";
import { korean } from "../../../../components/words/korean.ts";
import { FULL_ROOT } from "../../../support/fixed-root.ts";

const seen = FULL_ROOT.containers.find(({ summary }) => summary.name === "web")?.isolation;
assert.ok(seen !== undefined);

test("everything is told in however few columns, with the host's own value", () => {
  for (const { isolation } of [english, korean]) {
    const cells = isolationSections(seen, isolation).flatMap(({ tables }) =>
      tables.flat().flatMap((row) => row.cells),
    );
    for (const columns of [30, 50, 76, 150]) {
      const lines = isolationLines(seen, columns, isolation);
      for (const { text } of lines) assert.ok(columnsOf(text) <= columns, `${text} in ${columns}`);
      const letters = lines.map(({ text }) => text.replace(/\s/g, "")).join("");
      if (columns < 50) continue;
      const words = cells.flatMap((cell) => cell.split(/\s+/));
      for (const word of words) assert.ok(letters.includes(word), `${word} in ${columns}`);
    }
  }
});

test("a set of capabilities that is like another one is not told twice", () => {
  const lines = isolationLines(seen, 76, english.isolation).map(({ text }) => text);
  assert.equal(lines.filter((line) => line.includes("DAC_OVERRIDE")).length, 1);
  assert.ok(lines.some((line) => /^effective +6 \(host 10\), the same as bounding$/.test(line)));
});
