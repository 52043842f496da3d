import type { ActionRow } from "../keymap/action.ts";
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
        if (session === undefined || session.state.status === "ended") {
          if (subject.of === "container") return attachMain(desk, subject.container.id);
          return;
        }
        view.navigate({ type: "focus", focus: "terminal" });
      },
      disabledReason: () => {
        const subject = subjectNow(desk);
        if (subject.of !== "container") return reasons.noContainer;
        if (sessionNow(desk)?.state.status === "open") return undefined;
        return subject.container.state.status === "running"
          ? undefined
          : reasons.notRunning(subject.container.name);
      },
    },
    {
      id: "terminal.next",
      keys: ["n"],
      where,
      run: () => showNextSession(desk),
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
