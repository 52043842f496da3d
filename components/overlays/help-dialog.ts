import { SIDE_PANELS } from "../../src/stores/view/navigation.ts";
import type { Action } from "../keymap/action.ts";
import { type KeyOf, namedKeys } from "../keymap/key-of.ts";
import { visibleActions } from "../keymap/resolve.ts";
import { showKey } from "../keymap/show-key.ts";
import type { Theme } from "../theme/theme.ts";
import { fit, pad } from "../widgets/text.ts";
import { fieldText } from "../widgets/text-field.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { fieldWithCaret } from "./caret.ts";
import { type Dialog, dialog, dialogColumns, mostRows } from "./dialog.ts";
import type { HelpState } from "./help.ts";

interface HelpOptions {
  readonly state: HelpState;
  readonly actions: readonly Action[];
  readonly prefix: string;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly words: Words;
}

const WANTED_COLUMNS = 108;
const KEY_COLUMNS = 18;
const ID_COLUMNS = 28;

/** Every key that counts where the person was, the nearest place first, then those of other places. */
export function helpDialog(options: HelpOptions & { readonly keyOf: KeyOf }): Dialog {
  const { state, screen, theme, words } = options;
  const columns = dialogColumns(screen, WANTED_COLUMNS);
  const rows = helpRows(options);
  const filtered = state.typing || fieldText(state.field) !== "";
  const filter = filtered ? [filterRow(state, columns - 4, theme), ""] : [];
  const height = helpHeight(screen, state);
  const body = rows.length === 0 ? [theme.muted(words.palette.nothing)] : rows;
  // With the ids there are more rows, and without them fewer again.
  const top = Math.max(0, Math.min(state.top, body.length - height));
  return dialog({
    screen,
    theme,
    title: words.dialogs.help,
    columns,
    // The filter stays in sight; the rest moves under it.
    body: [...filter, ...body.slice(top, top + height)],
    scrolled: { top, count: body.length },
    keys: namedKeys(options.keyOf, [
      [["everywhere.down", "everywhere.up"], words.dialogs.move],
      ["help.filter", words.dialogs.filter],
      ["help.ids", words.actions["help.ids"].label],
      ["dialogs.close", words.dialogs.close],
    ]),
  });
}

/** Rows of the list that the screen has room for. */
export function helpHeight(screen: { readonly rows: number }, { typing, field }: HelpState): number {
  return Math.max(1, mostRows(screen) - (typing || fieldText(field) !== "" ? 2 : 0));
}

/** The lines as they are drawn: what is too long for its column goes on in the next row. */
export function helpRows(options: HelpOptions): string[] {
  const { state, screen, theme } = options;
  const ascii = theme.terminal.glyphs !== "unicode";
  const idColumns = state.ids ? ID_COLUMNS : 0;
  const room = dialogColumns(screen, WANTED_COLUMNS) - 4 - KEY_COLUMNS - idColumns;
  return helpLines(options).flatMap((line) => {
    if (line.kind === "title") return [theme.strong(line.text)];
    if (line.kind === "reason") {
      const before = " ".repeat(KEY_COLUMNS + idColumns);
      const { bottomLeft, horizontal } = theme.glyphs.box;
      const told = wrapText(`${bottomLeft}${horizontal} ${line.text}`, room);
      return told.map((row) => `${before}${theme.muted(row)}`);
    }
    const [ofKey, ofText] = line.disabled ? [theme.disabled, theme.disabled] : [theme.key, theme.text];
    const keys = wrapText(line.keys.map((key) => showKey(key, { ascii })).join(" "), KEY_COLUMNS - 1);
    const told = wrapText(line.description, room);
    return Array.from({ length: Math.max(keys.length, told.length) }, (_, row) => {
      const id = theme.muted(fit(row === 0 ? line.id : "", idColumns));
      return `${ofKey(pad(keys[row] ?? "", KEY_COLUMNS))}${id}${ofText(told[row] ?? "")}`;
    });
  });
}

export type HelpLine =
  | { readonly kind: "title"; readonly text: string }
  | {
      readonly kind: "key";
      readonly keys: readonly string[];
      readonly id: string;
      readonly description: string;
      /** It cannot run now; the next line that is a reason says why. */
      readonly disabled: boolean;
    }
  /** Why what stands right above cannot run now. */
  | { readonly kind: "reason"; readonly text: string };

/** What the help tells, line by line, after the filter. */
export function helpLines({
  state,
  actions,
  prefix,
  words,
}: Pick<HelpOptions, "state" | "actions" | "prefix" | "words">): HelpLine[] {
  const titles: Readonly<Record<string, string>> = words.places;
  const others = [...new Set(actions.map(({ where }) => where))].filter(
    (where) => where !== "prefix" && !state.places.includes(where),
  );
  const here = visibleActions(actions, state.places);
  /** What a tab could do is known only where it is shown. */
  const reasonOf = ({ where, disabledReason }: Action): string | undefined =>
    state.places.includes(where) || SIDE.has(where) ? disabledReason?.() : undefined;
  const told = (action: Action): Told => ({ ...action, reason: reasonOf(action) });
  const sections: readonly { readonly title: string; readonly rows: readonly Told[] }[] = [
    ...state.places.map((place) => ({
      title: titles[place] ?? place,
      rows: here.filter(({ where }) => where === place).map(told),
    })),
    {
      title: words.places.prefix,
      rows: actions
        .filter(({ where }) => where === "prefix")
        .map((action) => ({ ...told(action), keys: [[prefix, ...action.keys].join(" ")] })),
    },
    ...others.map((place) => ({
      title: words.dialogs.elsewhere(titles[place] ?? place),
      rows: actions.filter(({ where }) => where === place).map(told),
    })),
  ];
  const wanted = fieldText(state.field).toLowerCase().split(/\s+/);
  return sections.flatMap(({ title, rows }, index): HelpLine[] => {
    const fitting = rows.filter(({ id, keys, label, description, reason = "" }) => {
      const text = [id, ...keys, label, description, reason, title].join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    if (fitting.length === 0) return [];
    return [
      ...(index === 0 ? [] : [{ kind: "title" as const, text: "" }]),
      { kind: "title", text: title },
      ...fitting.flatMap((row, at) => [...withReason(row, fitting[at + 1])]),
    ];
  });
}

type Told = Pick<Action, "id" | "keys" | "label" | "description"> & { readonly reason: string | undefined };

const SIDE: ReadonlySet<string> = new Set(SIDE_PANELS);

/** Of neighbours with one reason the last says it. */
function* withReason({ id, keys, description, reason }: Told, next: Told | undefined): Generator<HelpLine> {
  yield { kind: "key", id, keys, description, disabled: reason !== undefined };
  if (reason !== undefined && next?.reason !== reason) yield { kind: "reason", text: reason };
}

function filterRow({ field, typing }: HelpState, columns: number, theme: Theme): string {
  return `${theme.key("/")} ${typing ? fieldWithCaret(field, columns - 2, theme) : theme.field.text(fieldText(field))}`;
}
