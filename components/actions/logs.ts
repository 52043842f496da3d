import { basename, resolve } from "node:path";
import { expandHome } from "../../src/stores/complete-path.ts";
import type { LogLook } from "../../src/stores/logs/logs-state.ts";
import type { ActionRow } from "../keymap/action.ts";
import { logNames, logWindow } from "../panels/logs-shown.ts";
import { createTextField } from "../widgets/text-field.ts";
import type { ActionId } from "../words/words.ts";
import { ask, completeHere, orElse } from "./ask.ts";
import { copySequence } from "./copy-sequence.ts";
import { type Desk, mainInside } from "./desk.ts";
import { logText, shownLogLines } from "./log-text.ts";

const where = "logs";

/** Keys of the log, where it has them. */
export function logActions(desk: Desk): ActionRow[] {
  const { stores, words, overlays } = desk;
  const { logs, messages, view } = stores;
  const window = () => logWindow(stores, mainInside(desk));
  const state = () => logs.store.getState();
  const toggle = (id: ActionId, key: string, change: (look: LogLook) => Partial<LogLook>): ActionRow => ({
    id,
    keys: [key],
    where,
    run: () => logs.setLook(change(state().look)),
  });
  const noLine = () => (state().buffer.lines.length === 0 ? words.reasons.noLine : undefined);
  const noSearch = () => (state().search.test === undefined ? words.reasons.noSearch : undefined);
  const next = (id: ActionId, key: string, direction: 1 | -1): ActionRow => ({
    id,
    keys: [key],
    where,
    hidden: direction === -1,
    run: () => logs.next(direction, window()),
    disabledReason: noSearch,
  });
  return [
    {
      id: "logs.search",
      keys: ["/"],
      where,
      run: () => {
        const field = createTextField(state().search.text);
        overlays.setState({
          overlay: {
            kind: "filter",
            target: { of: "text", apply: (text) => logs.setSearch(text, window()) },
            field,
          },
        });
      },
    },
    next("logs.next", "n", 1),
    next("logs.previous", "N", -1),
    {
      id: "logs.filter",
      keys: ["&"],
      where,
      run: () => {
        const field = createTextField(state().filter.text);
        overlays.setState({
          overlay: { kind: "filter", target: { of: "text", apply: (text) => logs.setFilter(text) }, field },
        });
      },
    },
    { id: "logs.follow", keys: ["f"], where, run: () => logs.move({ to: "end" }, window()) },
    toggle("logs.timestamps", "t", ({ timestamps }) => ({ timestamps: !timestamps })),
    toggle("logs.streams", "o", ({ stream }) => ({
      stream: stream === "both" ? "stdout" : stream === "stdout" ? "stderr" : "both",
    })),
    toggle("logs.wrap", "w", ({ wrap }) => ({ wrap: !wrap })),
    {
      ...toggle("logs.merge", "m", ({ merged }) => ({ merged: !merged })),
      disabledReason: () =>
        view.store.getState().navigation.marks.containers.size === 0 && !state().look.merged
          ? words.reasons.nothingMarked
          : undefined,
    },
    { id: "logs.save", keys: ["S"], where, run: () => askWhere(desk), disabledReason: noLine },
    {
      id: "logs.copy",
      keys: ["y"],
      where,
      run: () => {
        const lines = shownLogLines(desk);
        desk.write(copySequence(lines.map((line) => logText(desk, line)).join("\n")));
        messages.say("success", words.messages.copiedLines(lines.length));
      },
      disabledReason: noLine,
    },
    {
      id: "logs.back",
      keys: ["esc"],
      where,
      hidden: true,
      run: () => {
        if (logs.cancel()) return;
        if (state().search.text !== "") logs.setSearch("", window());
        else if (state().filter.text !== "") logs.setFilter("");
        else if (messages.store.getState().shown !== undefined) messages.dismiss();
        else view.navigate({ type: "focus", focus: "side" });
      },
    },
  ];
}

function askWhere(desk: Desk): void {
  const { saveLog, save: file } = desk.words.prompts;
  ask(desk, `${logNames(desk.stores).join("-").slice(0, 60)}.log`, {
    title: saveLog.title,
    hint: file.hint(process.cwd()),
    problem: orElse(file.wanted),
    complete: completeHere,
    act: (text) => save(desk, resolve(expandHome(text))),
  });
}

/** What passes the filter, from the first line to the last. */
async function save(desk: Desk, path: string): Promise<boolean> {
  const { logs, jobs, messages } = desk.stores;
  const done = await jobs.run({ kind: "save-log", path: basename(path) }, (action) =>
    logs.save(path, (line) => logText(desk, line), action),
  );
  if (done !== undefined) messages.say("success", desk.words.messages.saved(path));
  return done !== undefined;
}
