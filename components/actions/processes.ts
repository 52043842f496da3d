import type { ShownProcess } from "../../src/stores/processes-store.ts";
import type { ActionRow } from "../keymap/action.ts";
import { chosenIndex } from "../panels/processes.tsx";
import { createTextField } from "../widgets/text-field.ts";
import { copySequence } from "./copy-sequence.ts";
import type { Desk } from "./desk.ts";

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
        overlays.setState({
          overlay: {
            kind: "prompt",
            field: createTextField("TERM"),
            prompt: {
              title: words.prompts.signal.title(process.command),
              hint: words.prompts.signal.hint,
              submit: (text) => {
                if (!SIGNAL.test(text)) return words.prompts.signal.wanted;
                void processes.signal(process.pid, text);
                return undefined;
              },
            },
          },
        });
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

const SIGNAL = /^(\d{1,2}|(SIG)?[A-Za-z][A-Za-z0-9]*([+-]\d{1,2})?)$/;

function chosenProcess({ stores }: Desk): ShownProcess | undefined {
  const state = stores.processes.store.getState();
  return state.processes?.[chosenIndex(state)];
}
