import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { ActionRow } from "../keymap/action.ts";
import { createTextField } from "../widgets/text-field.ts";
import { type Desk, selectedContainer } from "./desk.ts";
import { attachMain, openShell } from "./terminal.ts";

const where = "containers";

export function containerActions(desk: Desk): ActionRow[] {
  const { containers, view } = desk.stores;
  const { reasons } = desk.words;
  const on = (work: (container: ContainerSummary) => void | Promise<void>) => () => {
    const container = selectedContainer(desk);
    if (container !== undefined) return work(container);
  };
  const needs =
    (reason: (container: ContainerSummary) => string | undefined = () => undefined) =>
    (): string | undefined => {
      const container = selectedContainer(desk);
      if (container === undefined) return reasons.noContainer;
      const busy = containers.store.getState().busy.get(container.id);
      return busy === undefined ? reason(container) : reasons.busy(container.name, busy.activity);
    };
  const running = needs(({ name, state }) =>
    state.status === "running" ? undefined : reasons.notRunning(name),
  );

  return [
    {
      id: "containers.open",
      keys: ["enter"],
      where,
      hidden: true,
      run: on((container) => openContainer(desk, container)),
      disabledReason: needs(),
    },
    {
      id: "containers.attach",
      keys: ["a"],
      where,
      run: on(({ id }) => attachMain(desk, id)),
      disabledReason: running,
    },
    {
      id: "containers.shell",
      keys: ["e"],
      where,
      run: on(({ id }) => openShell(desk, id)),
      disabledReason: running,
    },
    {
      id: "containers.logs",
      keys: ["l", "m"],
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
      where,
      run: on(({ id, state }) => (state.status === "running" ? containers.stop(id) : containers.start(id))),
      disabledReason: needs(),
    },
    {
      id: "containers.restart",
      keys: ["r"],
      where,
      run: on(({ id }) => containers.restart(id)),
      disabledReason: needs(),
    },
    {
      id: "containers.remove",
      keys: ["d"],
      where,
      run: on((container) => askRemove(desk, container)),
      disabledReason: needs(),
    },
    {
      id: "containers.kill",
      keys: ["K"],
      where,
      run: on(({ id }) => containers.kill(id)),
      disabledReason: () => {
        const container = selectedContainer(desk);
        const busy = container && containers.store.getState().busy.get(container.id)?.activity;
        const runs = container?.state.status === "running";
        // Whoever waits for one that does not want to end must be able to make it.
        const waits = busy === "stopping" || busy === "restarting";
        return waits && runs ? undefined : running();
      },
    },
    {
      id: "containers.rename",
      keys: ["R"],
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

function askRemove(
  { stores, words: { questions }, overlays }: Desk,
  { id, name, state }: ContainerSummary,
): void {
  const runs = state.status === "running";
  overlays.setState({
    overlay: {
      kind: "confirm",
      question: {
        title: questions.removeTitle(name),
        lines: [...(runs ? [questions.runsAndIsKilled] : []), questions.writtenGoes],
        yes: runs ? questions.killAndRemove : questions.remove,
        run: () => void stores.containers.remove(id, { force: runs }),
      },
    },
  });
}

function askName({ stores, words: { prompts, form }, overlays }: Desk, { id, name }: ContainerSummary): void {
  overlays.setState({
    overlay: {
      kind: "prompt",
      prompt: {
        title: prompts.rename.title(name),
        hint: prompts.rename.hint,
        submit: (text) => {
          if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)) return form.problems.name;
          const taken = stores.containers.store
            .getState()
            .items.some((one) => one.name === text && one.id !== id);
          if (taken) return prompts.nameTaken(text);
          void stores.containers.rename(id, text);
          return undefined;
        },
      },
      field: createTextField(name),
    },
  });
}
