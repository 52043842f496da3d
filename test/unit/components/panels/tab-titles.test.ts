import assert from "node:assert/strict";
import { test } from "node:test";
import { tabTitles } from "../../../../components/panels/tab-titles.ts";
import { describeOuterTerminal } from "../../../../components/theme/outer-terminal.ts";
import { createTheme } from "../../../../components/theme/theme.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { tabs } from "../../../../components/words/english/panels.ts";
import type { Tab } from "../../../../src/stores/view/navigation.ts";

const theme = createTheme("default", describeOuterTerminal({ TERM: "dumb", LANG: "C.UTF-8" }));
const titles = (tab: Tab, columns: number): string =>
  tabTitles({ theme, words: tabs, panel: "containers", tab }, columns).join("--");

test("as many tabs stand in the border as it has room for, the one that is shown among them", () => {
  for (let columns = 15; columns < 120; columns += 1) {
    for (const tab of ["terminal", "processes", "inspect"] as const) {
      const text = titles(tab, columns);
      assert.ok(columnsOf(text) <= columns, `${columns}: ${text}`);
      assert.match(text, new RegExp(`\\[${tabs[tab]}\\]`));
    }
  }
});

test("the ones around it are shown where not all fit, with a sign where there are more", () => {
  assert.equal(titles("processes", 36), "~-Logs-Stats-[Processes]-Changes-~");
  assert.equal(titles("terminal", 80), "[Terminal]-Logs-Stats-Processes-Changes-Isolation-Compare-Inspect");
});
