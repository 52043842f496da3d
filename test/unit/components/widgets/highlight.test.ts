import assert from "node:assert/strict";
import { test } from "node:test";
import { highlight } from "../../../../components/widgets/highlight.ts";

const style = (text: string): string => `[${text}]`;

test("letters are styled in their runs; what was cut away is left out", () => {
  assert.equal(highlight("web-front", "web-front", [0, 4, 5], style), "[w]eb-[fr]ont");
  assert.equal(highlight("web-f…", "web-front", [0, 4, 5, 6], style), "[w]eb-[f]…");
  assert.equal(highlight("…/web:2.4  ", "example.org/web:2.4", [0, 12, 13], style), "…/[we]b:2.4  ");
  assert.equal(highlight("sh…web-1", "shop-frontend-web-1", [1, 2, 14, 18], style), "s[h]…[w]eb-[1]");
  assert.equal(highlight("web   ", "web", [], style), "web   ");
});
