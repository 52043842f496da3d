import type { LogLine } from "../../src/stores/logs/log-source.ts";
import type { LogLook, LogsState } from "../../src/stores/logs/logs-state.ts";
import type { Style } from "../theme/style.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, cut, fit, printable } from "../widgets/text.ts";
import { foldText } from "../widgets/wrap.ts";
import { clockTime } from "./clock-time.ts";

export interface LogRowOptions {
  readonly columns: number;
  readonly theme: Theme;
  readonly look: LogLook;
  /** What the containers are called, in the order of their logs; a single one needs no name. */
  readonly names: readonly string[];
  readonly search: LogsState["search"];
}

const MARK_COLUMNS = 2;
const TIME_COLUMNS = 15;
const MOST_NAME_COLUMNS = 16;

/** How many rows the line takes. */
export function logRowCount(line: LogLine, options: Omit<LogRowOptions, "theme" | "search">): number {
  return options.look.wrap ? foldText(printable(line.shown), textColumns(options)).length : 1;
}

/** The rows of a line: what came on standard error is told by its mark, what was found stands out. */
export function logRows(line: LogLine, options: LogRowOptions): string[] {
  const { theme, look, names, search } = options;
  const room = textColumns(options);
  const text = printable(line.shown);
  const isHit = search.hit?.source === line.source && search.hit.offset === line.offset;
  const style = isHit ? theme.matchCurrent : theme.match;
  const places = search.test?.places(text) ?? [];
  const head = `${markOf(line, isHit, theme)} ${
    look.timestamps ? `${theme.muted(fit(clockTime(new Date(line.time)), TIME_COLUMNS))} ` : ""
  }${nameOf(line, names, theme)}`;
  if (!look.wrap) return [head + fit(cut(emphasised(text, places, style), room), room)];
  const under = " ".repeat(columnsOf(head));
  return foldText(text, room).map(({ from, to }, index) => {
    const inside = places.map(([start, end]) => [start - from, end - from] as const);
    return (index === 0 ? head : under) + fit(emphasised(text.slice(from, to), inside, style), room);
  });
}

function textColumns({ columns, look, names }: Pick<LogRowOptions, "columns" | "look" | "names">): number {
  const time = look.timestamps ? TIME_COLUMNS + 1 : 0;
  return Math.max(1, columns - MARK_COLUMNS - time - nameColumns(names));
}

function nameColumns(names: readonly string[]): number {
  if (names.length < 2) return 0;
  return Math.min(MOST_NAME_COLUMNS, Math.max(...names.map((name) => columnsOf(printable(name))))) + 1;
}

function nameOf({ source }: LogLine, names: readonly string[], theme: Theme): string {
  const columns = nameColumns(names);
  if (columns === 0) return "";
  const { accent, status, change } = theme;
  const styles = [accent, status.warning, status.success, status.info, change.removed, theme.strong];
  const style = styles[source % styles.length] ?? accent;
  return `${style(fit(printable(names[source] ?? ""), columns - 1))} `;
}

function markOf({ stream }: LogLine, isHit: boolean, theme: Theme): string {
  if (isHit) return theme.matchCurrent(theme.glyphs.selected);
  return stream === "stderr" ? theme.status.warning("!") : " ";
}

function emphasised(text: string, places: readonly (readonly [number, number])[], style: Style): string {
  let out = "";
  let done = 0;
  for (const [start, end] of places) {
    const from = Math.max(done, start);
    const to = Math.min(text.length, end);
    if (to <= from) continue;
    out += text.slice(done, from) + style(text.slice(from, to));
    done = to;
  }
  return out + text.slice(done);
}
