import type { ShownProcess } from "../../src/stores/processes-store.ts";
import type { ActionRow } from "../keymap/action.ts";
import { openChoice } from "../overlays/choice.ts";
import { chosenIndex } from "../panels/processes.tsx";
import { copySequence } from "./copy-sequence.ts";
import type { Desk } from "./desk.ts";
import { FOR_PROCESSES, signalRows } from "./signals.ts";

const where = "processes";
const SORTS = ["tree", "cpu", "memory"] as const;

/** Keys of a container's processes. */
export function processActions(desk: Desk): ActionRow[] {
  const { stores, words, overlays } = desk;
  const { processes, messages } = stores;
  const noProcess = () => (chosenProcess(desk) === undefined ? words.reasons.nothingSelected : undefined);
  return [
    {
      id: "processes.signal",
      keys: ["K", "enter"],
      where,
      run: () => {
        const process = chosenProcess(desk);
        if (process === undefined) return;
        const { signals } = words;
        const choice = {
          title: signals.title(process.command),
          rows: signalRows(words, FOR_PROCESSES),
          yes: signals.send,
          choose: ({ name }: { readonly name: string }) => void processes.signal(process.pid, name),
        };
        overlays.setState({ overlay: { kind: "choice", state: openChoice(choice) } });
      },
      disabledReason: noProcess,
    },
    {
      id: "processes.sort",
      keys: ["o"],
      where,
      run: () => {
        const at = SORTS.indexOf(processes.store.getState().sort);
        processes.setSort(SORTS[(at + 1) % SORTS.length] ?? "tree");
      },
    },
    {
      id: "processes.copy",
      keys: ["y"],
      where,
      run: () => {
        const process = chosenProcess(desk);
        if (process === undefined) return;
        desk.write(copySequence(`${process.pid} ${process.command}`));
        messages.say("success", words.messages.copiedValue(String(process.pid)));
      },
      disabledReason: noProcess,
    },
  ];
}

function chosenProcess({ stores }: Desk): ShownProcess | undefined {
  const state = stores.processes.store.getState();
  return state.processes?.[chosenIndex(state)];
}
