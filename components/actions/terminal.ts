import { asCodedError, assertNever } from "../../src/base/errors.ts";
import { type Session, type ShellOptions, sessionsInOrder } from "../../src/stores/sessions-store.ts";
import type { Focus } from "../../src/stores/view/navigation.ts";
import type { ActionRow } from "../keymap/action.ts";
import type { Problems } from "../overlays/form.ts";
import { openSessionForm, sessionProblems } from "../overlays/session-form.ts";
import { prefixHint } from "../panels/prefix-hint.ts";
import type { HandOverEnd } from "../terminal/hand-over.ts";
import type { ScreenCommand } from "../terminal/pane-control.ts";
import type { Selected } from "../terminal/selection.ts";
import { notRunningReason } from "./container-questions.ts";
import { copySequence } from "./copy-sequence.ts";
import { type Desk, sessionNow, subjectNow } from "./desk.ts";

const where = "terminal";

/** Keys of the Terminal tab while its program does not get them. */
export function terminalActions(desk: Desk): ActionRow[] {
  const { sessions, view } = desk.stores;
  const { reasons } = desk.words;
  const noSession = (): string | undefined =>
    sessionNow(desk) === undefined ? reasons.noTerminal : undefined;
  return [
    {
      id: "terminal.enter",
      keys: ["enter", "i"],
      where,
      run: () => {
        const session = sessionNow(desk);
        const subject = subjectNow(desk);
        if (session?.kind === "shell" && session.state.status === "ended") return dismiss(desk, session);
        if (session === undefined || session.state.status === "ended") {
          if (subject.of === "container") return attachMain(desk, subject.container.id);
          return;
        }
        view.navigate({ type: "focus", focus: "terminal" });
      },
      disabledReason: () => {
        const subject = subjectNow(desk);
        if (subject.of !== "container") return reasons.noContainer;
        const session = sessionNow(desk);
        if (session?.state.status === "open" || session?.kind === "shell") return undefined;
        return subject.container.state.status === "running"
          ? undefined
          : notRunningReason(reasons, subject.container);
      },
    },
    {
      id: "terminal.next",
      keys: ["n"],
      where,
      run: () => showNextSession(desk, sessionNow(desk)?.key),
      disabledReason: noSession,
    },
    {
      id: "terminal.close",
      keys: ["x"],
      where,
      run: () => {
        const session = sessionNow(desk);
        if (session !== undefined) sessions.close(session.key);
      },
      disabledReason: noSession,
    },
  ];
}

/** The person has read how a session ended. A shell's goes then; the main process's last output stays to be looked at. */
export function dismiss({ stores: { sessions, view } }: Desk, { key, kind }: Session): void {
  if (kind === "shell") sessions.close(key);
  view.navigate({ type: "focus", focus: "side" });
}

/** Puts the main pane's terminal on the container's main process and gives it the keys. */
export async function attachMain(desk: Desk, containerId: string, start = false): Promise<void> {
  const { sessions, messages } = desk.stores;
  await messages.attempt("attach", () =>
    desk.ahead.during(async () => {
      await desk.terminals.ready();
      await sessions.openMain(containerId, { start });
      capture(desk, containerId);
    }),
  );
}

export async function openShell(desk: Desk, containerId: string): Promise<void> {
  await desk.stores.messages.attempt("open a shell", () => openAndCapture(desk, containerId));
}

/** Asks what one more process shall be: its command, its user, its directory. */
export function askSession(desk: Desk, { id, name }: { readonly id: string; readonly name: string }): void {
  const form = openSessionForm({
    name,
    words: desk.words,
    open: (options) =>
      openAndCapture(desk, id, options).then(
        (): undefined => undefined,
        (thrown: unknown): Problems => sessionProblems(asCodedError(thrown, "open session")),
      ),
  });
  desk.overlays.setState({ overlay: { kind: "form", form } });
}

async function openAndCapture(desk: Desk, containerId: string, options?: ShellOptions): Promise<void> {
  await desk.ahead.during(async () => {
    await desk.terminals.ready();
    await desk.stores.sessions.openShell(containerId, options);
    capture(desk, containerId);
  });
}

/** Goes through the sessions of all containers; who has the keys stays the same, program or pane. */
function showNextSession(desk: Desk, key: string | undefined): void {
  const { sessions, containers, view } = desk.stores;
  const all = sessionsInOrder(sessions.store.getState(), containers.store.getState().items);
  const next = all[(all.findIndex((one) => one.key === key) + 1) % all.length];
  if (next !== undefined) showSession(desk, next, view.store.getState().navigation.focus);
}

/** Puts the main pane on the session, wherever the person was, and gives it the keys. */
export function goToSession(desk: Desk, key: string): void {
  const session = desk.stores.sessions.store.getState().sessions.find((one) => one.key === key);
  if (session !== undefined) showSession(desk, session, "terminal");
}

function showSession({ stores }: Desk, { key, containerId }: Session, focus: Focus): void {
  const { view, sessions, listing } = stores;
  // Its container may be hidden by the filter.
  if (!listing.getState().containers.some(({ id }) => id === containerId)) {
    view.navigate({ type: "filter", panel: "containers", text: "" });
  }
  const index = listing.getState().containers.findIndex(({ id }) => id === containerId);
  sessions.show(key);
  view.navigate({ type: "choose-panel", panel: "containers" });
  view.navigate({ type: "select", panel: "containers", selection: { id: containerId, index } });
  view.navigate({ type: "show-tab", tab: "terminal" });
  view.navigate({ type: "focus", focus });
}

/** Carries out what the person asked of the pane and its screen must do. */
export function obey(desk: Desk, command: ScreenCommand, key: string): void {
  const { view, sessions } = desk.stores;
  const { zoom } = view.store.getState().navigation;
  const control = desk.terminals.get(key)?.control;
  if (typeof command === "object") {
    copySelected(desk, command.copy);
    return;
  }
  switch (command) {
    case "leave":
      control?.reset();
      if (zoom === "full") view.navigate({ type: "zoom", zoom: "none" });
      view.navigate({ type: "focus", focus: "side" });
      break;
    case "zoom":
      zoomTerminal(desk, key);
      break;
    case "next":
      showNextSession(desk, key);
      break;
    case "close":
      sessions.close(key);
      view.navigate({ type: "focus", focus: "side" });
      break;
    default:
      assertNever(command);
  }
}

/** Puts what was selected in a terminal into the person's clipboard, and says how much that was. */
export function copySelected(
  { write, stores: { messages }, words }: Desk,
  { text, unit, count }: Selected,
): void {
  const { copiedCharacters, copiedLines, nothingToCopy } = words.messages;
  if (text === "") {
    messages.say("info", nothingToCopy);
    return;
  }
  write(copySequence(text));
  messages.say("success", unit === "lines" ? copiedLines(count) : copiedCharacters(count));
}

/** Lends the person's own terminal to the session; where that cannot be, its pane gets the whole screen. */
export function zoomTerminal(desk: Desk, key: string): void {
  const { view } = desk.stores;
  const terminal = desk.terminals.get(key);
  if (terminal === undefined) return;
  const { words, held, prefix } = desk;
  const ended = (end: HandOverEnd): void => {
    if (end === "scroll") terminal.control.startLooking();
    // Back in the pane, with the keys, is what is left in any case.
    else if (end !== "zoom" && end !== "exited" && end !== "taken-back") obey(desk, end, key);
  };
  const hints = {
    first: words.terminal.comesBack(prefix),
    prefix: prefixHint(held.keyOf, words),
  };
  if (desk.lending.lend({ session: terminal.session, keys: desk, hints, ended })) return;
  const { zoom } = view.store.getState().navigation;
  view.navigate({ type: "zoom", zoom: zoom === "full" ? "none" : "full" });
}

/** Gives the terminal the keys, if the person still looks at this container. */
function capture(desk: Desk, containerId: string): void {
  const { view } = desk.stores;
  const subject = subjectNow(desk);
  if (subject.of !== "container" || subject.container.id !== containerId) return;
  view.navigate({ type: "show-tab", tab: "terminal" });
  view.navigate({ type: "focus", focus: "terminal" });
}
