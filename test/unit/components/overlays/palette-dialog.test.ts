import assert from "node:assert/strict";
import { test } from "node:test";
import { PALETTE_START } from "../../../../components/overlays/palette.ts";
import { paletteDialog } from "../../../../components/overlays/palette-dialog.ts";
import { english } from "../../../../components/words/english.ts";
import { korean } from "../../../../components/words/korean.ts";
import { openDesk, PLAIN_THEME } from "../../../support/desk.ts";

for (const [language, words] of Object.entries({ english, korean })) {
  test(`what the chosen row says can be read to its end on a small screen: ${language}`, (t) => {
    const entries = openDesk(t, { words }).palette.entries();
    assert.ok(entries.length > 50);
    entries.forEach((entry, selected) => {
      const { rows } = paletteDialog({
        state: { ...PALETTE_START, selected },
        entries,
        screen: { columns: 80, rows: 24 },
        theme: PLAIN_THEME,
        words,
      });
      assert.equal(rows.length, 20);
      const text = rows.map((row) => row.slice(1, -1).trim()).join(" ");
      const told = (entry.kind === "action" ? entry.reason : undefined) ?? entry.detail;
      assert.ok(text.includes(told), `${entry.name}: ${told}`);
    });
  });
}
