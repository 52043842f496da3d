import type { SidePanel, Tab } from "../../src/stores/view/navigation.ts";
import type { Rectangle } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { frameRows } from "../widgets/frame.ts";
import { columnsOf } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { tabTitles } from "./tab-titles.ts";

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
    titles: tabTitles(frame, at.columns - 2 - columnsOf(frame.corner ?? "")),
    corner: frame.corner ?? "",
    footer: frame.footer ?? "",
    body: frame.body,
    exact: frame.exact ?? false,
    thumb: frame.thumb,
    thumbGlyph: theme.glyphs.scrollThumb,
  });
}
