import type { Action } from "../keymap/action.ts";
import { type Desk, sessionNow, subjectNow } from "./desk.ts";

const where = "terminal";

/** Keys of the Terminal tab while its program does not get them. */
export function terminalActions(desk: Desk): Action[] {
  const { sessions, view } = desk.stores;
  const noSession = (): string | undefined =>
    sessionNow(desk) === undefined ? "no terminal is open here; a attaches, e opens a shell" : undefined;
  return [
    {
      id: "terminal.enter",
      keys: ["enter", "i"],
      label: "type",
      description: "Give the program all keys; ctrl-] takes them back",
      where,
      run: () => {
        const session = sessionNow(desk);
        const subject = subjectNow(desk);
        if (session === undefined || session.state.status === "ended") {
          if (subject.of === "container") return attachMain(desk, subject.container.id);
          return;
        }
        view.navigate({ type: "focus", focus: "terminal" });
      },
      disabledReason: () => {
        const subject = subjectNow(desk);
        if (subject.of !== "container") return "no container is selected";
        if (sessionNow(desk)?.state.status === "open") return undefined;
        return subject.container.state.status === "running"
          ? undefined
          : `${subject.container.name} does not run`;
      },
    },
    {
      id: "terminal.next",
      keys: ["n"],
      label: "next session",
      description: "Show the next terminal of this container",
      where,
      run: () => showNextSession(desk),
      disabledReason: noSession,
    },
    {
      id: "terminal.close",
      keys: ["x"],
      label: "close",
      description: "Close this terminal; a shell in it ends, the container goes on",
      where,
      run: () => {
        const session = sessionNow(desk);
        if (session !== undefined) sessions.close(session.key);
      },
      disabledReason: noSession,
    },
  ];
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
  const { sessions, messages } = desk.stores;
  await messages.attempt("open a shell", () =>
    desk.ahead.during(async () => {
      await desk.terminals.ready();
      await sessions.openShell(containerId);
      capture(desk, containerId);
    }),
  );
}

export function showNextSession(desk: Desk): void {
  const subject = subjectNow(desk);
  if (subject.of === "container") desk.stores.sessions.showNext(subject.container.id);
}

/** Gives the terminal the keys, if the person still looks at this container. */
function capture(desk: Desk, containerId: string): void {
  const { view } = desk.stores;
  const subject = subjectNow(desk);
  if (subject.of !== "container" || subject.container.id !== containerId) return;
  view.navigate({ type: "show-tab", tab: "terminal" });
  view.navigate({ type: "focus", focus: "terminal" });
}
