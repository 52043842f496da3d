import type { VolumeUser } from "../../src/engine/volumes/volumes.ts";
import type { ActionRow } from "../keymap/action.ts";
import type { Question } from "../overlays/overlay.ts";
import type { Words } from "../words/words.ts";
import { ask } from "./ask.ts";
import { nameList, namesOf, removeTitle } from "./confirm-words.ts";
import type { Desk } from "./desk.ts";
import { targetVolumes, unmark } from "./targets.ts";

const where = "volumes";

export function volumeActions(desk: Desk): ActionRow[] {
  const { view, volumes, listing } = desk.stores;
  const { prompts, reasons } = desk.words;
  const needs = (): string | undefined =>
    listing.getState().volume === undefined ? reasons.nothingSelected : undefined;
  return [
    {
      id: "volumes.files",
      keys: ["enter", "f"],
      where,
      run: () => {
        view.navigate({ type: "show-tab", tab: "files" });
        view.navigate({ type: "focus", focus: "main" });
      },
      disabledReason: needs,
    },
    {
      id: "volumes.create",
      keys: ["c"],
      where,
      run: () => {
        const { title, hint, wanted } = prompts.volume;
        const problem = (text: string): string | undefined => (text === "" ? wanted : undefined);
        ask(desk, "", { title, hint, problem, act: (name) => volumes.create(name) });
      },
    },
    {
      id: "volumes.remove",
      keys: ["d"],
      where,
      run: () => askRemove(desk),
      disabledReason: () => (targetVolumes(desk).length === 0 ? reasons.nothingSelected : undefined),
    },
  ];
}

function askRemove(desk: Desk): void {
  const { words } = desk;
  const { questions } = words;
  const targets = targetVolumes(desk);
  const free = targets.filter(({ usedBy }) => usedBy.length === 0).map(({ name }) => name);
  const used = targets.filter(({ usedBy }) => usedBy.length > 0);
  const [first] = used;
  const usedNames = used.map(({ name }) => name);
  const question: Question = {
    title: removeTitle(words, "volumes", free.length === 0 ? usedNames : free),
    ...namesOf(words, free),
    lines: [
      ...(free.length > 0 ? [questions.volumesGo(free.length)] : []),
      ...(first !== undefined && used.length === 1
        ? [questions.volumeInUse(first.name, nameList(words, first.usedBy.map(userName(words))))]
        : []),
      ...(used.length > 1 ? [questions.volumesInUse(used.length, nameList(words, usedNames))] : []),
    ],
    ...(free.length === 0 ? {} : { yes: questions.remove, run: () => void remove(desk, free) }),
  };
  desk.overlays.setState({ overlay: { kind: "confirm", question } });
}

function userName({ questions }: Words): (user: VolumeUser) => string {
  return ({ containerName, inTrash }) =>
    inTrash ? questions.removedContainer(containerName) : containerName;
}

async function remove(desk: Desk, names: readonly string[]): Promise<void> {
  const { volumes } = desk.stores;
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) await volumes.remove(only);
  else unmark(desk, "volumes", await volumes.removeAll(names));
}
