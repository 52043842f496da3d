import assert from "node:assert/strict";
import { test } from "node:test";
import { echo } from "../../../src/base/echo.ts";

test("what fits is repeated whole, what is longer by its beginning", () => {
  for (const text of ["", "web", "a".repeat(60), "日".repeat(60), "🚢".repeat(60)])
    assert.equal(echo(text), text);
  assert.equal(echo("a".repeat(61)), `${"a".repeat(59)}…`);
  assert.equal(echo("🚢".repeat(300)), `${"🚢".repeat(59)}…`);
});
