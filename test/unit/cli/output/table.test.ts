import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTable } from "../../../../src/cli/output/table.ts";

test("columns are as wide as their widest cell and three more, and at least ten", () => {
  assert.equal(
    formatTable(["CONTAINER ID", "TAG", "NAMES"], [["0123456789ab", "latest-and-greatest", "web"]]),
    "CONTAINER ID   TAG                   NAMES\n0123456789ab   latest-and-greatest   web\n",
  );
  assert.equal(formatTable(["A", "B"], []), "A         B\n");
});

test("a letter of two code units is one letter wide", () => {
  assert.equal(
    formatTable(["A", "B"], [["12345678\u{1f6a2}", "x"]]),
    "A           B\n12345678\u{1f6a2}   x\n",
  );
});
