import type { ContainerSummary, RemoveOptions } from "../../src/engine/containers/containers.ts";
import type { ToAll } from "../../src/stores/containers-store.ts";
import { MANY_VERBS } from "../../src/stores/jobs-store.ts";
import type { ActionRow } from "../keymap/action.ts";
import { ask } from "./ask.ts";
import { endQuestion, isUp, notRunningReason, removeQuestion } from "./container-questions.ts";
import { type Desk, selectedContainer } from "./desk.ts";
import { askKill } from "./kill.ts";
import { targetContainers, unmark } from "./targets.ts";
import { askSession, attachMain, openShell } from "./terminal.ts";

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
  const isBusy = ({ id }: ContainerSummary): boolean => containers.store.getState().busy.has(id);
  /** A row that acts on all that is marked: on those of them that the choice gives. */
  const many = (
    row: Pick<ActionRow, "id" | "keys">,
    choose: (targets: readonly ContainerSummary[]) => Chosen,
    reason: (container: ContainerSummary) => string | undefined,
  ): ActionRow => ({
    ...row,
    where,
    run: () => {
      const { activity, chosen } = choose(targetContainers(desk).filter((one) => !isBusy(one)));
      if (chosen.length > 1 && (activity === "stopping" || activity === "restarting")) {
        const question = endQuestion(
          desk.words,
          activity,
          chosen,
          () => void doToAll(desk, activity, chosen),
        );
        desk.overlays.setState({ overlay: { kind: "confirm", question } });
        return;
      }
      return doToAll(desk, activity, chosen);
    },
    disabledReason: () => {
      const targets = targetContainers(desk);
      if (targets.length === 1) return needs(reason)();
      if (targets.length === 0) return reasons.noContainer;
      const { chosen } = choose(targets.filter((one) => !isBusy(one)));
      return chosen.length === 0 ? reasons.noneOfMarked : undefined;
    },
  });
  const running = needs(({ name, state }) =>
    state.status === "running" ? undefined : notRunningReason(reasons, { state, name }),
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
      id: "containers.shell-as",
      keys: ["E"],
      where,
      hidden: true,
      run: on((container) => askSession(desk, container)),
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
    many({ id: "containers.stop", keys: ["s"] }, stopOrStart, () => undefined),
    many(
      { id: "containers.restart", keys: ["r"] },
      (chosen) => ({ activity: "restarting", chosen }),
      () => undefined,
    ),
    many({ id: "containers.pause", keys: ["p"] }, pauseOrUnpause, (container) =>
      isUp(container) ? undefined : reasons.notRunning(container.name),
    ),
    {
      id: "containers.remove",
      keys: ["d"],
      where,
      run: () => askRemove(desk, targetContainers(desk)),
      disabledReason: () => (targetContainers(desk).length > 1 ? undefined : needs()()),
    },
    {
      id: "containers.kill",
      keys: ["K"],
      where,
      run: () => askKill(desk, targetContainers(desk).filter(isUp)),
      disabledReason: () => {
        const targets = targetContainers(desk);
        if (targets.length > 1) {
          return targets.some(isUp) ? undefined : reasons.noneOfMarked;
        }
        const [container] = targets;
        const busy = container && containers.store.getState().busy.get(container.id)?.activity;
        // Whoever waits for one that does not want to end must be able to make it.
        const waits = busy === "stopping" || busy === "restarting";
        if (waits && container !== undefined && isUp(container)) return undefined;
        return needs((one) => (isUp(one) ? undefined : reasons.notRunning(one.name)))();
      },
    },
    {
      id: "containers.undo",
      keys: ["u"],
      where,
      hidden: true,
      run: () => containers.undo(),
    },
    {
      id: "containers.commit",
      keys: ["c"],
      where,
      hidden: true,
      run: () => {},
      disabledReason: () => reasons.noCommit,
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

interface Chosen {
  readonly activity: ToAll;
  readonly chosen: readonly ContainerSummary[];
}

/** Stops what runs; when nothing of it does, starts it. */
function stopOrStart(targets: readonly ContainerSummary[]): Chosen {
  const up = targets.filter(isUp);
  return up.length > 0 ? { activity: "stopping", chosen: up } : { activity: "starting", chosen: targets };
}

/** Pauses what runs; when nothing of it does, lets go on what is paused. */
function pauseOrUnpause(targets: readonly ContainerSummary[]): Chosen {
  const running = targets.filter(({ state }) => state.status === "running");
  if (running.length > 0) return { activity: "pausing", chosen: running };
  return { activity: "unpausing", chosen: targets.filter(({ state }) => state.status === "paused") };
}

async function doToAll(
  desk: Desk,
  activity: ToAll,
  targets: readonly ContainerSummary[],
  options: RemoveOptions = {},
): Promise<void> {
  const { containers } = desk.stores;
  const [only, ...others] = targets;
  if (only !== undefined && others.length === 0) return containers[MANY_VERBS[activity]](only.id, options);
  const ids = targets.map(({ id }) => id);
  unmark(desk, "containers", await containers.toAll(activity, ids, options));
}

function askRemove(desk: Desk, targets: readonly ContainerSummary[]): void {
  const force = targets.some(isUp);
  const remove = (trash: boolean) => () => void doToAll(desk, "removing", targets, { force, trash });
  const question = removeQuestion(desk.words, targets, { trash: remove(true), forGood: remove(false) });
  desk.overlays.setState({ overlay: { kind: "confirm", question } });
}

function askName(desk: Desk, { id, name }: ContainerSummary): void {
  const { prompts, form } = desk.words;
  const { containers } = desk.stores;
  ask(desk, name, {
    title: prompts.rename.title(name),
    hint: prompts.rename.hint,
    problem: (text) => {
      if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)) return form.problems.name;
      const taken = containers.store.getState().items.some((one) => one.name === text && one.id !== id);
      return taken ? prompts.nameTaken(text) : undefined;
    },
    act: (text) => containers.rename(id, text),
  });
}
