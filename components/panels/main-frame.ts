import { type SidePanel, TABS, type Tab } from "../../src/stores/view/navigation.ts";
import type { Rectangle } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { frameRows } from "../widgets/frame.ts";
import { columnsOf } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";

export interface MainFrame {
  readonly at: Rectangle;
  readonly theme: Theme;
  /** The tabs' titles. */
  readonly words: Words["tabs"];
  readonly panel: SidePanel;
  readonly tab: Tab;
  /** Who has the keys: something else, the pane, or the program in it. */
  readonly keys: "elsewhere" | "here" | "program";
  /** Where in the text the person stands, what is filtered: set into the bottom border. */
  readonly footer?: string;
  readonly corner?: string;
  readonly body: readonly string[];
  readonly exact?: boolean;
  readonly thumb?: { readonly start: number; readonly length: number } | undefined;
}

/** The main pane: a frame with its tabs in the border. */
export function mainRows(frame: MainFrame): string[] {
  const { at, theme, keys } = frame;
  const border = {
    elsewhere: theme.frame.idle,
    here: theme.frame.focused,
    program: theme.frame.captured,
  }[keys];
  return frameRows({
    columns: at.columns,
    rows: at.rows,
    box: theme.glyphs.box,
    border,
    titles: tabTitles(frame),
    corner: frame.corner ?? "",
    footer: frame.footer ?? "",
    body: frame.body,
    exact: frame.exact ?? false,
    thumb: frame.thumb,
    thumbGlyph: theme.glyphs.scrollThumb,
  });
}

function tabTitles({ at, theme, words, panel, tab }: MainFrame): string[] {
  const tabs = TABS[panel];
  // Where nothing can stand out by its look, brackets tell which tab is shown.
  const [open, close] = theme.terminal.attributes ? [" ", " "] : ["[", "]"];
  const titles = tabs.map((one) =>
    one === tab ? theme.tab.active(`${open}${words[one]}${close}`) : theme.tab.idle(` ${words[one]} `),
  );
  const wanted = titles.reduce((sum, title) => sum + columnsOf(title) + 2, 0);
  if (wanted <= at.columns - 2) return titles;
  // Too narrow for all: the one that is shown, and how many there are.
  return [theme.tab.active(` ${words[tab]} `), theme.tab.idle(` ${tabs.indexOf(tab) + 1}/${tabs.length} `)];
}
