import type { ClientCommand } from "../../src/engine/containers/containers.ts";
import type { InputEvent } from "../input/event.ts";
import type { HeldKeys } from "../keymap/held-keys.ts";
import { createPaneControl, type PaneControl } from "../terminal/pane-control.ts";
import type { PrefixKeys } from "../terminal/prefix.ts";
import type { Selected } from "../terminal/selection.ts";
import type { TerminalSession } from "../terminal/session.ts";
import { type Dialog, dialogColumns } from "./dialog.ts";

/** A command of the command line that runs over the screen, on a terminal of its own. */
export interface CommandRun {
  /** As a person would type it. */
  readonly line: string;
  readonly session: TerminalSession;
  readonly control: PaneControl;
}

interface StartOptions {
  readonly line: string;
  readonly command: ClientCommand;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly keys: PrefixKeys;
}

export async function startCommand({ line, command, screen, keys }: StartOptions): Promise<CommandRun> {
  // The emulator is large; most people never need it here.
  const { openSession } = await import("../terminal/session.ts");
  const { columns, rows } = commandPlace(screen);
  const session = openSession({ command, size: { columns: columns - 2, rows: rows - 2 } });
  return { line, session, control: createPaneControl(session, keys) };
}

/** Where it is drawn, frame included. */
export function commandPlace(screen: { readonly columns: number; readonly rows: number }): Dialog["at"] {
  const columns = dialogColumns(screen, screen.columns);
  return { left: (screen.columns - columns) >> 1, top: 1, columns, rows: screen.rows - 2 };
}

/**
 * While it runs all keys are the program's, but for those behind the prefix; once it has ended they look at what it
 * wrote. Tells when the person is done with it, or what is to be copied.
 */
export function handleCommand(
  { session, control }: CommandRun,
  event: InputEvent,
  {
    screen,
    held,
  }: { readonly screen: { readonly columns: number; readonly rows: number }; readonly held: HeldKeys },
): "done" | { readonly copy: Selected } | undefined {
  const { left, top, columns, rows } = commandPlace(screen);
  const place = { x: left + 1, y: top + 1, columns: columns - 2, rows: rows - 2 };
  const ended = session.state.status === "exited";
  const { status } = control;
  const isBusy = status.status === "looking" && (status.look.typing ?? status.look.selection) !== undefined;
  if (ended && !isBusy && event.type === "key" && held.of("dialogs", event.key)) return "done";
  if (ended && status.status === "live") control.startLooking();
  const command = control.handle(event, place);
  if (typeof command === "object") return command;
  return command === "leave" || command === "close" ? "done" : undefined;
}
