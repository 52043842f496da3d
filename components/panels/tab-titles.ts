import { TABS, type Tab } from "../../src/stores/view/navigation.ts";
import { columnsOf } from "../widgets/text.ts";
import type { MainFrame } from "./main-frame.ts";

type TabFrame = Pick<MainFrame, "theme" | "words" | "panel" | "tab">;

/**
 * The tabs of the main pane for its border, as the columns have room for them: all with air between them, all close
 * together, or those around the one that is shown.
 */
export function tabTitles(frame: TabFrame, columns: number): readonly string[] {
  const tabs = TABS[frame.panel];
  const airy = tabs.map((one) => titleOf(one, frame, " "));
  if (airy.reduce((sum, title) => sum + columnsOf(title) + 2, 0) <= columns) return airy;
  const fits = (first: number, last: number): boolean =>
    columnsOf(together(frame, first, last)) + 2 <= columns;
  let first = tabs.indexOf(frame.tab);
  let last = first;
  for (let grows = true; grows; ) {
    const wasFirst = first;
    const wasLast = last;
    if (last + 1 < tabs.length && fits(first, last + 1)) last += 1;
    if (first > 0 && fits(first - 1, last)) first -= 1;
    grows = first !== wasFirst || last !== wasLast;
  }
  return [together(frame, first, last)];
}

/** `…·Stats·Processes·Changes·…` */
function together(frame: TabFrame, first: number, last: number): string {
  const { theme, panel } = frame;
  const tabs = TABS[panel];
  const more = theme.tab.idle(theme.glyphs.ellipsis);
  const titles = [
    ...(first > 0 ? [more] : []),
    ...tabs.slice(first, last + 1).map((one) => titleOf(one, frame, "")),
    ...(last < tabs.length - 1 ? [more] : []),
  ];
  return titles.join(theme.tab.idle(theme.glyphs.separator));
}

/** Where nothing can stand out by its look, brackets tell which tab is shown. */
function titleOf(one: Tab, { theme, words, tab }: TabFrame, air: string): string {
  if (one !== tab) return theme.tab.idle(`${air}${words[one]}${air}`);
  const [open, close] = theme.terminal.attributes ? [air, air] : ["[", "]"];
  return theme.tab.active(`${open}${words[one]}${close}`);
}
