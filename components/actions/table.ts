import type { Action, ActionRow } from "../keymap/action.ts";
import { bindActions } from "../keymap/action.ts";
import { heldRows } from "../keymap/held-keys.ts";
import { containerActions } from "./containers.ts";
import type { Desk } from "./desk.ts";
import { everywhereActions } from "./everywhere.ts";
import { figureActions } from "./figures.ts";
import { fileActions } from "./files.ts";
import { imageActions } from "./images.ts";
import { inspectActions } from "./inspect.ts";
import { layerActions } from "./layers.ts";
import { listActions } from "./lists.ts";
import { logActions } from "./logs.ts";
import { processActions } from "./processes.ts";
import { terminalActions } from "./terminal.ts";
import { viewerActions } from "./viewer.ts";
import { volumeActions } from "./volumes.ts";

/** Every key but those of lines that one types into: one table for dispatch, footer, help, palette and docs. */
export function createActions(desk: Desk): Action[] {
  const rows: readonly ActionRow[] = [
    ...containerActions(desk),
    ...imageActions(desk),
    ...fileActions(desk),
    ...layerActions(desk),
    ...viewerActions(desk),
    ...logActions(desk),
    ...figureActions(desk),
    ...processActions(desk),
    ...inspectActions(desk),
    ...terminalActions(desk),
    ...volumeActions(desk),
    ...listActions(desk),
    ...everywhereActions(desk),
    ...heldRows(),
  ];
  return bindActions(rows.map((row) => ({ ...row, ...desk.words.actions[row.id] })));
}
