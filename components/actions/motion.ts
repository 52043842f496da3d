import { rowIds } from "../../src/stores/view/listing.ts";
import { moveSelection } from "../../src/stores/view/selection.ts";
import { inside } from "../layout.ts";
import { commandKey, commandLines } from "../panels/command.tsx";
import { placeCursor } from "../panels/files-place.ts";
import { filesShown } from "../panels/files-shown.ts";
import { inspectShown } from "../panels/inspect-shown.ts";
import { cursorRow } from "../panels/inspect-tree.ts";
import { ISOLATION_MARGIN } from "../panels/isolation.tsx";
import { isolationLines } from "../panels/isolation-lines.ts";
import { logWindow } from "../panels/logs-shown.ts";
import { paneListNow } from "../panels/pane-list.ts";
import { chosenIndex } from "../panels/processes.tsx";
import { type ListMove, moveList } from "../widgets/list.ts";
import {
  type Desk,
  fileKeyNow,
  layoutNow,
  mainInside,
  selectedContainer,
  sessionNow,
  tabNow,
} from "./desk.ts";
import { moveViewer } from "./viewer.ts";

/** Moves in whatever has the keys: a side panel's selection, a tree's cursor, a text's window. */
export function move(desk: Desk, by: ListMove): void {
  const { navigation } = desk.stores.view.store.getState();
  if (navigation.focus === "side") moveSide(desk, by);
  else if (navigation.viewing) moveViewer(desk, by);
  else if (tabNow(desk) === "logs") moveLogs(desk, by);
  else if (tabNow(desk) === "inspect") moveInspect(desk, by);
  else if (tabNow(desk) === "processes") moveProcesses(desk, by);
  else if (tabNow(desk) === "isolation") moveIsolation(desk, by);
  else if (tabNow(desk) === "stats") return;
  else if (tabNow(desk) === "terminal") moveTerminal(desk, by);
  else if (tabNow(desk) === "command") moveCommand(desk, by);
  else if (paneListNow(desk.stores) !== undefined) movePaneList(desk, by);
  else moveFiles(desk, by);
}

function moveSide(desk: Desk, by: ListMove): void {
  const { view, listing } = desk.stores;
  const { panel, selected } = view.store.getState().navigation;
  const ids = rowIds(listing.getState(), panel);
  const now = layoutNow(desk);
  const side = now.kind === "screen" ? now.sides.find((one) => one.panel === panel) : undefined;
  const rows = rowsOf(by, side === undefined ? 1 : inside(side).rows, ids.length);
  view.navigate({ type: "select", panel, selection: moveSelection(selected[panel], ids, rows) });
}

function moveLogs(desk: Desk, by: ListMove): void {
  const { logs } = desk.stores;
  const window = logWindow(desk.stores, mainInside(desk));
  if ("to" in by) {
    if (by.to !== "index") logs.move({ to: by.to }, window);
  } else logs.move({ rows: rowsOf(by, window.height, 0) }, window);
}

function moveInspect(desk: Desk, by: ListMove): void {
  const shown = inspectShown(desk.stores);
  if (shown.status !== "ready") return;
  const { nodes, rows, place } = shown;
  const extent = { count: rows.length, height: mainInside(desk).rows };
  const { selected } = moveList({ selected: cursorRow(nodes, rows, place), top: 0 }, by, extent);
  const node = nodes[rows[selected] ?? -1];
  if (node !== undefined) desk.stores.view.placeInspect(shown.id, { ...place, path: node.path });
}

function moveProcesses(desk: Desk, by: ListMove): void {
  const { processes } = desk.stores;
  const state = processes.store.getState();
  const count = state.processes?.length ?? 0;
  const { selected } = moveList({ selected: chosenIndex(state), top: 0 }, by, {
    count,
    height: mainInside(desk).rows - 1,
  });
  const process = state.processes?.[selected];
  if (process !== undefined) processes.choose(process.pid);
}

function moveIsolation(desk: Desk, by: ListMove): void {
  const { details, view } = desk.stores;
  const container = selectedContainer(desk);
  const read = container && details.isolation.store.getState().get(container.id);
  if (container === undefined || read?.status !== "ready") return;
  const key = `isolation:${container.id}`;
  const { columns, rows: height } = mainInside(desk);
  const count = isolationLines(read.value, columns - ISOLATION_MARGIN, desk.words.isolation).length;
  const last = Math.max(0, count - height);
  const top = Math.min(last, view.store.getState().tops.get(key) ?? 0);
  view.placeTop(key, Math.min(last, Math.max(0, top + rowsOf(by, height, count))));
}

/** Moving up in a terminal means looking at what scrolled away. */
function moveTerminal(desk: Desk, by: ListMove): void {
  const session = sessionNow(desk);
  if (session === undefined || ("amount" in by && by.amount > 0)) return;
  desk.terminals.get(session.key)?.control.startLooking();
  desk.stores.view.navigate({ type: "focus", focus: "terminal" });
}

function movePaneList(desk: Desk, by: ListMove): void {
  const list = paneListNow(desk.stores);
  if (list === undefined) return;
  const extent = { count: list.rows.length, height: mainInside(desk).rows - list.headings };
  const { selected } = moveList({ selected: list.cursor, top: 0 }, by, extent);
  desk.stores.view.placeCursor(list.key, { id: list.ids[selected], index: selected });
}

function moveCommand(desk: Desk, by: ListMove): void {
  const { layer } = desk.stores.listing.getState();
  if (layer === undefined) return;
  const { columns, rows: height } = mainInside(desk);
  const count = commandLines(layer, columns - 2, desk.words.layers).length;
  const top = desk.stores.view.store.getState().tops.get(commandKey(layer)) ?? 0;
  const next = Math.min(Math.max(0, count - height), Math.max(0, top + rowsOf(by, height, count)));
  desk.stores.view.placeTop(commandKey(layer), next);
}

function moveFiles(desk: Desk, by: ListMove): void {
  const key = fileKeyNow(desk);
  const shown = key === undefined ? undefined : filesShown(desk.stores, key);
  if (key === undefined || shown?.status !== "ready") return;
  const extent = { count: shown.rows.length, height: mainInside(desk).rows };
  const { selected } = moveList({ selected: shown.cursor, top: 0 }, by, extent);
  placeCursor(desk.stores, key, selected);
}

/** So many rows down (up: less than nothing); far enough for both ends. */
function rowsOf(by: ListMove, height: number, count: number): number {
  if ("to" in by) return by.to === "start" ? -count : by.to === "end" ? count : 0;
  const unit = by.by === "row" ? 1 : by.by === "half" ? Math.max(1, height >> 1) : Math.max(1, height - 1);
  return unit * by.amount;
}
