import { useStore } from "zustand";
import type { Message } from "../../src/stores/messages-store.ts";
import type { KeyOf } from "../keymap/key-of.ts";
import type { Rectangle } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { frameRows } from "../widgets/frame.ts";
import { columnsOf, cut, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";

/** News that nobody can be sure to have read: errors in three lines, and what came before the newest line. */
export function Toasts() {
  const { stores, theme, words, size, held } = useUi();
  const screen = useStore(size);
  const shown = useStore(stores.messages.store, (state) => state.shown);
  const earlier = useStore(stores.messages.store, (state) => state.earlier);
  const typing = useStore(stores.view.store, ({ navigation }) => navigation.focus === "terminal");
  const made = toasts({
    shown,
    earlier,
    typing,
    screen,
    theme,
    keyOf: held.keyOf,
    words: words.messages,
  });
  return made === undefined ? null : <Region at={made.at} rows={made.rows} />;
}

interface ToastFacts {
  readonly shown: Message | undefined;
  readonly earlier: readonly Message[];
  /** A program has the keys: nothing may lie on its screen that these keys cannot take away. */
  readonly typing: boolean;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly keyOf: KeyOf;
  readonly words: Words["messages"];
}

/** A box at the lower right, above the footer; undefined when the footer's line says it all. */
export function toasts(facts: ToastFacts): { at: Rectangle; rows: readonly string[] } | undefined {
  const { shown, earlier, typing, screen, theme } = facts;
  if (typing || shown === undefined) return undefined;
  // The newest stands in the footer, unless it is an error, which is too much for one line.
  const all = shown.tone === "danger" ? [...earlier, shown] : earlier;
  if (all.length === 0) return undefined;
  const most = Math.min(screen.columns - 4, MOST_COLUMNS) - 4;
  const lines = all.flatMap((message) => toastLines(message, theme)).slice(-(screen.rows - 6));
  const hint = shown.tone === "danger" ? keysHint(facts) : "";
  const widest = Math.max(...lines.map(columnsOf), columnsOf(hint));
  const columns = Math.min(widest, most) + 4;
  const rows = frameRows({
    columns,
    rows: lines.length + 2,
    box: theme.glyphs.box,
    border: all.some(({ tone }) => tone === "danger") ? theme.status.danger : theme.frame.idle,
    titles: [],
    footer: columnsOf(hint) + 4 <= columns ? hint : "",
    body: lines.map((line) => ` ${fit(cut(line, columns - 4), columns - 4)} `),
    exact: true,
  });
  const at = {
    left: screen.columns - columns - 1,
    top: screen.rows - 1 - rows.length,
    columns,
    rows: rows.length,
  };
  return { at, rows };
}

const MOST_COLUMNS = 90;

function keysHint({ theme, words, keyOf }: ToastFacts): string {
  const hints = [
    { key: keyOf("everywhere.error"), label: words.details },
    { key: keyOf("everywhere.back"), label: words.dismiss },
  ];
  const shown = hints.flatMap(({ key, label }) => (key === undefined ? [] : [`${theme.key(key)} ${label}`]));
  return shown.length === 0 ? "" : ` ${shown.join("  ")} `;
}

/** What, why, what to do. */
function toastLines({ tone, text, hint, error }: Message, theme: Theme): string[] {
  if (tone !== "danger") return [theme.status[tone](`${toneGlyph(tone, theme)} ${printable(text)}`)];
  const [what = "", ...why] = (error?.message ?? text).split(": ");
  return [
    theme.status.danger(`${theme.glyphs.failed} ${printable(what)}`),
    ...(why.length === 0 ? [] : [`  ${printable(why.join(": "))}`]),
    ...(hint === undefined ? [] : [theme.accent(`  ${printable(hint)}`)]),
  ];
}

export function toneGlyph(tone: Message["tone"], { glyphs }: Theme): string {
  return { info: glyphs.separator, success: glyphs.ok, warning: glyphs.warning, danger: glyphs.failed }[tone];
}
