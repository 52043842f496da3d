import type { ActionRow } from "../keymap/action.ts";
import { ask } from "./ask.ts";
import { nameList, removeTitle } from "./confirm-words.ts";
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
  const { questions } = desk.words;
  const targets = targetVolumes(desk);
  const free = targets.filter(({ usedBy }) => usedBy.length === 0).map(({ name }) => name);
  const used = targets.filter(({ usedBy }) => usedBy.length > 0);
  desk.overlays.setState({
    overlay: {
      kind: "confirm",
      question: {
        title: removeTitle(
          desk,
          targets.map(({ name }) => name),
        ),
        lines: [
          ...(targets.length > 1 && free.length > 0 ? [nameList(desk, free)] : []),
          ...used.map(({ name, usedBy }) =>
            questions.volumeInUse(name, usedBy.map(({ containerName }) => containerName).join(", ")),
          ),
          ...(free.length > 0 ? [questions.volumeGoes] : []),
        ],
        ...(free.length === 0 ? {} : { yes: questions.remove, run: () => void remove(desk, free) }),
      },
    },
  });
}

async function remove(desk: Desk, names: readonly string[]): Promise<void> {
  const { volumes } = desk.stores;
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) await volumes.remove(only);
  else unmark(desk, "volumes", await volumes.removeAll(names));
}
