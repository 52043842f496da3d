import { useStore } from "zustand";
import { newestJob } from "../src/stores/jobs-store.ts";
import type { Message } from "../src/stores/messages-store.ts";
import { placesOf } from "./actions/places.ts";
import type { Action } from "./keymap/action.ts";
import type { KeyOf } from "./keymap/key-of.ts";
import { visibleActions } from "./keymap/resolve.ts";
import { showKey } from "./keymap/show-key.ts";
import type { Rectangle } from "./layout.ts";
import { jobRow } from "./overlays/job-row.ts";
import { toneGlyph } from "./overlays/toasts.tsx";
import { Region } from "./region.tsx";
import type { Theme } from "./theme/theme.ts";
import { useUi } from "./ui.ts";
import { columnsOf, cut, fit, printable } from "./widgets/text.ts";
import type { Words } from "./words/words.ts";

export function Footer({ at }: { readonly at: Rectangle }) {
  const { stores, theme, words, actions, held, overlays, beat } = useUi();
  const navigation = useStore(stores.view.store, (view) => view.navigation);
  const overlay = useStore(overlays, (state) => state.overlay);
  const shown = useStore(stores.messages.store, (messages) => messages.shown);
  const jobs = useStore(stores.jobs.store, (state) => state.jobs);
  const job = newestJob(jobs);
  const beatMs = useStore(beat, (timeMs) => (job === undefined ? 0 : timeMs));
  // What applies depends on what is selected, and on its state.
  useStore(stores.listing);
  useStore(stores.containers.store);
  useStore(stores.sessions.store);
  useStore(stores.view.store, ({ files }) => files);
  useStore(stores.details.files.store);
  useStore(stores.details.waste.store);
  useStore(stores.details.graph.store);

  const right =
    job === undefined
      ? ""
      : jobRow(job, {
          theme,
          words: words.jobs,
          ages: words.ages,
          columns: Math.floor(at.columns * 0.45),
          nowMs: beatMs,
          others: jobs.length - 1,
        });
  const room = at.columns - columnsOf(right) - (right === "" ? 0 : 1);
  // An error has a box of its own, in three lines, where no program's screen is in the way.
  const inLine = shown?.tone !== "danger" || navigation.focus === "terminal";
  const left =
    shown === undefined || !inLine
      ? keysRow(visibleActions(actions, placesOf(navigation, overlay)), room, theme)
      : messageRow(shown, room, { theme, words: words.messages, keyOf: held.keyOf });
  return <Region at={at} rows={[fit(left, at.columns - columnsOf(right)) + right]} />;
}

/** ` a attach  e shell  …  ? help`: the most useful first; the way to the others is always there. */
export function keysRow(actions: readonly Action[], columns: number, theme: Theme): string {
  const taken = new Set<string>();
  const words = actions.flatMap((action) => {
    // A key that a nearer place took means something else here.
    const key = action.keys.find((one) => !taken.has(one)) ?? "";
    for (const one of action.keys) taken.add(one);
    if (action.hidden || action.disabledReason?.() !== undefined) return [];
    return [{ id: action.id, text: keyWord(key, action.label, theme) }];
  });
  const end = words.flatMap(({ id, text }) => (ALWAYS.includes(id) ? [text] : [])).join("  ");
  let row = "";
  for (const { id, text } of words) {
    if (ALWAYS.includes(id)) continue;
    if (columnsOf(row) + columnsOf(text) + columnsOf(end) + 4 > columns) break;
    row += `${text}  `;
  }
  return cut(` ${row}${end}`, columns);
}

const ALWAYS: readonly string[] = ["everywhere.help", "everywhere.quit"];

function keyWord(key: string, label: string, theme: Theme): string {
  return `${theme.key(showKey(key, { ascii: theme.terminal.glyphs !== "unicode" }))} ${theme.keyLabel(label)}`;
}

/** `✗ stop web: it does not run · start it first`: what and why, then what to do. */
export function messageRow(
  { tone, text, hint }: Message,
  columns: number,
  {
    theme,
    words,
    keyOf,
  }: { readonly theme: Theme; readonly words: Words["messages"]; readonly keyOf: KeyOf },
): string {
  const { glyphs, status } = theme;
  const key = tone === "danger" ? keyOf("everywhere.error") : undefined;
  const more = key === undefined ? "" : `  ${theme.key(key)} ${theme.keyLabel(words.details)}`;
  const room = columns - columnsOf(more);
  const advice = hint === undefined ? "" : theme.muted(` ${glyphs.separator} ${printable(hint)}`);
  return cut(` ${status[tone](`${toneGlyph(tone, theme)} ${printable(text)}`)}${advice}`, room) + more;
}
