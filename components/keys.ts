import { asCodedError } from "../src/base/errors.ts";
import { shownIn } from "../src/stores/sessions-store.ts";
import { type Desk, mainInside, sessionNow, subjectNow } from "./actions/desk.ts";
import { runCommand } from "./actions/palette.ts";
import { placesOf } from "./actions/places.ts";
import { copySelected, dismiss, goToSession, obey } from "./actions/terminal.ts";
import { createDispatcher, type Dispatcher } from "./input/dispatch.ts";
import type { InputEvent } from "./input/event.ts";
import { splitAlt } from "./input/split-alt.ts";
import type { Action } from "./keymap/action.ts";
import { resolveAction } from "./keymap/resolve.ts";
import { handleOverlay } from "./overlays/handle.ts";
import type { Palette } from "./overlays/palette.ts";
import type { PaneControl } from "./terminal/pane-control.ts";

export interface KeysDesk extends Desk {
  readonly actions: readonly Action[];
  readonly palette: Palette;
}

/**
 * Says what becomes of each event. Everything is decided from the stores, at once: a burst of keys acts as if each
 * had come alone, whatever has been drawn in between.
 */
export function createKeys(desk: KeysDesk): Pick<Dispatcher, "dispatch"> {
  const dispatcher = createDispatcher();
  const dispatch = (event: InputEvent): boolean => {
    // No command has alt: esc leaves, and the key behind it is for whoever is there then.
    const parts = awaitsCommand(desk) ? splitAlt(event) : undefined;
    if (parts !== undefined) return parts.map(dispatch).every(Boolean);
    return desk.lending.take(event) || desk.ahead.hold(event) || dispatcher.dispatch(event);
  };
  desk.ahead.deliverTo((event) => void dispatch(event));
  let closeOverlay: (() => void) | undefined;
  desk.overlays.subscribe(({ overlay }) => {
    closeOverlay?.();
    closeOverlay =
      overlay === undefined
        ? undefined
        : dispatcher.add({
            kind: "overlay",
            handle: (event) => {
              handleOverlay(
                {
                  ...desk,
                  goToSession: (key) => goToSession(desk, key),
                  copy: (selected) => copySelected(desk, selected),
                  perform: (action) => perform(desk, action),
                  runCommand: (words) => runCommand(desk, words),
                },
                overlay,
                event,
              );
              return true;
            },
          });
  });
  // A terminal that goes away must not leave the keys to another one that nobody chose.
  desk.stores.sessions.store.subscribe(({ sessions }, before) => {
    const { view } = desk.stores;
    const subject = subjectNow(desk);
    if (view.store.getState().navigation.focus !== "terminal" || subject.of !== "container") return;
    const had = shownIn(before, subject.container.id);
    if (had !== undefined && !sessions.some(({ key, replaces }) => [key, replaces].includes(had.key))) {
      view.navigate({ type: "focus", focus: "side" });
    }
  });
  tellFocus(desk);
  dispatcher.add({ kind: "terminal", handle: (event) => handleTerminal(desk, event) });
  dispatcher.add({ kind: "panel", handle: (event) => handleAction(desk, event) });
  return { dispatch };
}

/** Whether the prefix was pressed where keys go now: in a lent terminal, over the screen, or in the pane. */
function awaitsCommand(desk: KeysDesk): boolean {
  if (desk.lending.awaitsCommand) return true;
  const { overlay } = desk.overlays.getState();
  if (overlay !== undefined) {
    return overlay.kind === "command" && overlay.run.control.status.status === "prefix";
  }
  const captured = desk.stores.view.store.getState().navigation.focus === "terminal";
  const session = captured ? sessionNow(desk) : undefined;
  return session !== undefined && desk.terminals.get(session.key)?.control.status.status === "prefix";
}

function handleAction(desk: KeysDesk, event: InputEvent): boolean {
  if (event.type !== "key" || event.action === "release") return false;
  const { view } = desk.stores;
  const resolved = resolveAction(desk.actions, placesOf(view.store.getState().navigation, undefined), event);
  if (resolved === undefined) return false;
  perform(desk, resolved.action);
  return true;
}

/** Does what an action does, or tells why it cannot. */
function perform({ stores: { messages } }: KeysDesk, { id, label, run, disabledReason }: Action): void {
  const reason = disabledReason?.();
  if (reason !== undefined) {
    messages.say("info", `${label}: ${reason}`);
    return;
  }
  // An answer to the key before should not stand beside what this key does.
  if (id !== "everywhere.back") messages.passOn();
  const done = run?.();
  done?.catch((thrown: unknown) => messages.fail(asCodedError(thrown, label), label));
}

/** Everything goes to the program, but for what its pane keeps: the prefix, and all keys while it looks back. */
function handleTerminal(desk: KeysDesk, event: InputEvent): boolean {
  const { view } = desk.stores;
  if (view.store.getState().navigation.focus !== "terminal") return false;
  const session = sessionNow(desk);
  const place = mainInside(desk);
  const terminal = session === undefined ? undefined : desk.terminals.get(session.key);
  if (session === undefined || terminal === undefined) {
    view.navigate({ type: "focus", focus: "main" });
    return handleAction(desk, event);
  }
  if (session.state.status === "ended" && terminal.control.status.status === "live") {
    const key = event.type === "key" && event.action !== "release" ? event.key : undefined;
    // Nobody is there to type to. What was typed ahead must not act on the panels, so only keys of its own lead out.
    if (key !== undefined && desk.held.of("ended", key) !== undefined) dismiss(desk, session);
    if (key !== desk.prefix) return true;
  }
  const command = terminal.control.handle(event, { x: place.left, y: place.top, ...place });
  if (command !== undefined) obey(desk, command, session.key);
  return true;
}

/** Programs that asked for it hear when their terminal gets the keys, and when it loses them. */
function tellFocus(desk: KeysDesk): void {
  let focused: PaneControl | undefined;
  const look = (): void => {
    const captured = desk.stores.view.store.getState().navigation.focus === "terminal";
    const session = captured ? sessionNow(desk) : undefined;
    const next = session && desk.terminals.get(session.key)?.control;
    if (next === focused) return;
    focused?.setFocused(false);
    focused = next;
    focused?.setFocused(true);
  };
  desk.stores.view.store.subscribe(look);
  desk.stores.sessions.store.subscribe(look);
}
