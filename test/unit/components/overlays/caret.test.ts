import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldWithCaret } from "../../../../components/overlays/caret.ts";
import { createTheme } from "../../../../components/theme/theme.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { createTextField } from "../../../../components/widgets/text-field.ts";
import { PLAIN_THEME } from "../../../support/desk.ts";

test("a wide letter stands under the caret as a whole, and the line keeps its columns", () => {
  const field = { ...createTextField("웹 서버"), cursor: 2 };
  assert.equal(fieldWithCaret(field, 12, PLAIN_THEME), "웹 서버     ");
  const theme = createTheme("default", { colourBits: 4, attributes: true, glyphs: "unicode" });
  assert.ok(fieldWithCaret(field, 12, theme).includes(theme.selected("서")));
  for (let cursor = 0; cursor <= field.graphemes.length; cursor++) {
    for (const columns of [4, 7, 12]) {
      assert.equal(columnsOf(fieldWithCaret({ ...field, cursor }, columns, PLAIN_THEME)), columns);
    }
  }
});

test("behind the last letter the caret has a column of its own", () => {
  const theme = createTheme("default", { colourBits: 4, attributes: true, glyphs: "unicode" });
  assert.ok(fieldWithCaret(createTextField("ab"), 6, theme).includes(theme.selected(" ")));
});
