import type { CodedError } from "../../src/base/errors.ts";
import type { KeyOf } from "../keymap/key-of.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, cut, printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { ActionId } from "../words/words.ts";

export interface NoticeLine {
  readonly key?: string;
  readonly text: string;
  readonly look?: "title" | "muted" | "danger" | "plain";
}

/** What an action does, with its key; nothing when it has none. */
export function keyLine(keyOf: KeyOf, id: ActionId, text: string): NoticeLine[] {
  const key = keyOf(id);
  return key === undefined ? [] : [{ key, text }];
}

/** Lines in the middle of a pane: what to do next, each with its key. */
export function noticeRows(
  lines: readonly NoticeLine[],
  { columns, rows }: { readonly columns: number; readonly rows: number },
  theme: Theme,
): string[] {
  const keyColumns = lines.reduce((most, { key = "" }) => Math.max(most, columnsOf(key)), 0);
  const texts = lines.flatMap(({ key, text, look = "plain" }) => {
    const style = { title: theme.strong, muted: theme.muted, danger: theme.status.danger, plain: theme.text }[
      look
    ];
    const head = key === undefined ? "" : `${theme.key(key)}${" ".repeat(keyColumns - columnsOf(key) + 2)}`;
    const under = " ".repeat(columnsOf(head));
    return wrapText(printable(text), columns - 2 - under.length).map((part, index) => ({
      head: index === 0 ? head : under,
      words: style(part),
    }));
  });
  const widest = texts.reduce(
    (most, { head, words }) => Math.max(most, columnsOf(head) + columnsOf(words)),
    0,
  );
  const left = " ".repeat(Math.max(1, Math.floor((columns - widest) / 2)));
  const above = Math.max(0, Math.floor((rows - texts.length) / 2.5));
  return [
    ...Array.from({ length: above }, () => ""),
    ...texts.map(({ head, words }) => cut(`${left}${head}${words}`, columns)),
  ];
}

/** What went wrong where something should be shown: what, then what to do. */
export function errorLines({ message, hint }: CodedError): NoticeLine[] {
  return [
    { text: message, look: "danger" },
    ...(hint === undefined ? [] : [{ text: "" }, { text: hint, look: "muted" as const }]),
  ];
}
