import type { Session } from "../../src/stores/sessions-store.ts";
import { type KeyOf, namedKeys } from "../keymap/key-of.ts";
import { shortAge } from "../panels/age.ts";
import type { Theme } from "../theme/theme.ts";
import { cut, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { type Dialog, dialog, dialogColumns, mostRows } from "./dialog.ts";

interface SessionsOptions {
  readonly sessions: readonly Session[];
  readonly selected: number;
  readonly nameOf: (containerId: string) => string;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly words: Words;
  readonly keyOf: KeyOf;
  readonly nowMs: number;
}

/** Every terminal session of every container: where, what, since when, and how it stands. */
export function sessionsDialog({
  sessions,
  selected,
  nameOf,
  screen,
  theme,
  words,
  keyOf,
  nowMs,
}: SessionsOptions): Dialog {
  const columns = dialogColumns(screen, 76);
  const chosen = Math.min(selected, sessions.length - 1);
  const nameColumns = Math.max(8, Math.min(28, columns - 4 - 2 - 16 - 6 - 14));
  const row = ({ containerId, program, openedAtMs, state }: Session, index: number): string => {
    const mark = index === chosen ? theme.accent(theme.glyphs.selected) : " ";
    const what = printable(program ?? words.terminal.mainSession);
    const age = shortAge(nowMs - openedAtMs, words.ages);
    const how =
      state.status === "open"
        ? theme.muted(words.sessions.open)
        : theme.status.warning(words.terminal.exited(state.code));
    const text = `${fit(printable(nameOf(containerId)), nameColumns)}  ${fit(what, 14)}  ${fit(age, 4, "right")}`;
    return cut(`${mark} ${index === chosen ? theme.strong(text) : text}  ${how}`, columns - 4);
  };
  const rows = sessions.map(row);
  return dialog({
    screen,
    theme,
    title: words.sessions.title,
    columns,
    body: ["", ...(rows.length === 0 ? [theme.muted(words.sessions.none)] : rows), ""],
    top: Math.max(0, chosen + 2 - mostRows(screen)),
    keys: namedKeys(keyOf, [
      ["sessions.go", words.sessions.goes],
      ["sessions.close", words.dialogs.close],
      ["dialogs.close", words.dialogs.hide],
    ]),
  });
}
