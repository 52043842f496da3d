import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { Action } from "../keymap/action.ts";
import { createTextField } from "../widgets/text-field.ts";
import { type Desk, selectedContainer } from "./desk.ts";
import { attachMain, openShell } from "./terminal.ts";

const where = "containers";

export function containerActions(desk: Desk): Action[] {
  const { containers, view } = desk.stores;
  const on = (work: (container: ContainerSummary) => void | Promise<void>) => () => {
    const container = selectedContainer(desk);
    if (container !== undefined) return work(container);
  };
  const needs =
    (reason: (container: ContainerSummary) => string | undefined = () => undefined) =>
    (): string | undefined => {
      const container = selectedContainer(desk);
      if (container === undefined) return "no container is selected";
      const busy = containers.store.getState().busy.get(container.id);
      return busy === undefined ? reason(container) : `${container.name} is ${busy} already`;
    };
  const running = needs(({ name, state }) =>
    state.status === "running" ? undefined : `${name} does not run`,
  );

  return [
    {
      id: "containers.open",
      keys: ["enter"],
      label: "open",
      description: "Go to its terminal; start it first with s when it does not run",
      where,
      hidden: true,
      run: on((container) => openContainer(desk, container)),
      disabledReason: needs(),
    },
    {
      id: "containers.attach",
      keys: ["a"],
      label: "attach",
      description: "Put your keyboard and screen on its main process",
      where,
      run: on(({ id }) => attachMain(desk, id)),
      disabledReason: running,
    },
    {
      id: "containers.shell",
      keys: ["e"],
      label: "shell",
      description: "Open one more shell in it",
      where,
      run: on(({ id }) => openShell(desk, id)),
      disabledReason: running,
    },
    {
      id: "containers.logs",
      keys: ["l", "m"],
      label: "logs",
      description: "Show what it wrote, and follow",
      where,
      run: on(() => {
        view.navigate({ type: "show-tab", tab: "logs" });
        view.navigate({ type: "focus", focus: "main" });
      }),
      disabledReason: needs(),
    },
    {
      id: "containers.stop",
      keys: ["s"],
      label: "stop/start",
      description: "Ask it to end, and end it after a while; start it when it does not run",
      where,
      run: on(({ id, state }) => (state.status === "running" ? containers.stop(id) : containers.start(id))),
      disabledReason: needs(),
    },
    {
      id: "containers.restart",
      keys: ["r"],
      label: "restart",
      description: "Stop it and start it again",
      where,
      run: on(({ id }) => containers.restart(id)),
      disabledReason: needs(),
    },
    {
      id: "containers.remove",
      keys: ["d"],
      label: "remove",
      description: "Remove it with all that it wrote; asks first",
      where,
      run: on((container) => askRemove(desk, container)),
      disabledReason: needs(),
    },
    {
      id: "containers.kill",
      keys: ["K"],
      label: "kill",
      description: "End it at once, without asking it",
      where,
      run: on(({ id }) => containers.kill(id)),
      disabledReason: () => {
        const container = selectedContainer(desk);
        const busy = container && containers.store.getState().busy.get(container.id);
        const runs = container?.state.status === "running";
        // Whoever waits for one that does not want to end must be able to make it.
        const waits = busy === "stopping" || busy === "restarting";
        return waits && runs ? undefined : running();
      },
    },
    {
      id: "containers.rename",
      keys: ["R"],
      label: "rename",
      description: "Give it another name",
      where,
      run: on((container) => askName(desk, container)),
      disabledReason: needs(),
    },
  ];
}

/** Its terminal if it has or can have one, else what it wrote. */
async function openContainer(desk: Desk, container: ContainerSummary): Promise<void> {
  const { view, sessions } = desk.stores;
  if (container.state.status === "running") return attachMain(desk, container.id);
  const tab = sessions.shownOf(container.id) === undefined ? "logs" : "terminal";
  view.navigate({ type: "show-tab", tab });
  view.navigate({ type: "focus", focus: "main" });
}

function askRemove({ stores, overlays }: Desk, { id, name, state }: ContainerSummary): void {
  const runs = state.status === "running";
  overlays.setState({
    overlay: {
      kind: "confirm",
      question: {
        title: `Remove ${name}?`,
        lines: runs
          ? ["It runs: it will be killed first.", "All that it wrote goes with it."]
          : ["All that it wrote goes with it."],
        yes: runs ? "kill and remove" : "remove",
        run: () => void stores.containers.remove(id, { force: runs }),
      },
    },
  });
}

function askName({ stores, overlays }: Desk, { id, name }: ContainerSummary): void {
  overlays.setState({
    overlay: {
      kind: "prompt",
      prompt: {
        title: `Rename ${name}`,
        hint: "letters, digits, _ . and -",
        submit: (text) => {
          if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)) {
            return "at least two of letters, digits, _ . and -, a letter or digit first";
          }
          const taken = stores.containers.store
            .getState()
            .items.some((one) => one.name === text && one.id !== id);
          if (taken) return `the name ${text} is in use`;
          void stores.containers.rename(id, text);
          return undefined;
        },
      },
      field: createTextField(name),
    },
  });
}
