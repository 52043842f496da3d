import { topOf } from "../../src/stores/logs/log-place.ts";
import type { LogLine } from "../../src/stores/logs/log-source.ts";
import { logNames, logWindow } from "../panels/logs-shown.ts";
import { type Desk, mainInside } from "./desk.ts";

/** The line that was found, else what is on the screen. */
export function shownLogLines({ stores, ...desk }: Desk): readonly LogLine[] {
  const { buffer, search } = stores.logs.store.getState();
  const { hit } = search;
  const found = buffer.lines.find(({ source, offset }) => source === hit?.source && offset === hit.offset);
  if (found !== undefined) return [found];
  const window = logWindow(stores, mainInside({ stores, ...desk }));
  const { index, row } = topOf(buffer.place, buffer.lines, window);
  let end = index;
  for (let rows = -row; rows < window.height && end < buffer.lines.length; end += 1) {
    rows += window.rowsOf(buffer.lines[end]!);
  }
  return buffer.lines.slice(index, end);
}

/** As it is shown, but whole: with its time and name where these are shown. */
export function logText({ stores }: Desk, line: LogLine): string {
  const { look, ids } = stores.logs.store.getState();
  const time = look.timestamps ? `${line.time} ` : "";
  const name = ids.length > 1 ? `${logNames(stores)[line.source]} ` : "";
  return `${time}${name}${line.shown}`;
}
