import type { ActionRow } from "../keymap/action.ts";
import { isolationLines } from "../panels/isolation-lines.ts";
import { copySequence } from "./copy-sequence.ts";
import { type Desk, selectedContainer } from "./desk.ts";

/** Copying what the Stats and the Isolation tab show. */
export function figureActions(desk: Desk): ActionRow[] {
  const { stores, words } = desk;
  const copy = (id: "stats.copy" | "isolation.copy", textNow: () => string | undefined): ActionRow => ({
    id,
    keys: ["y"],
    where: id === "stats.copy" ? "stats" : "isolation",
    run: () => {
      desk.write(copySequence(textNow() ?? ""));
      stores.messages.say("success", words.messages.copiedAll);
    },
    disabledReason: () => (textNow() === undefined ? words.reasons.nothingSelected : undefined),
  });
  return [
    copy("stats.copy", () => {
      const sample = stores.stats.store.getState().shown?.history.full;
      return sample && JSON.stringify(sample, null, 2);
    }),
    copy("isolation.copy", () => {
      const container = selectedContainer(desk);
      const read = container && stores.details.isolation.store.getState().get(container.id);
      if (read?.status !== "ready") return undefined;
      return isolationLines(read.value, COPIED_COLUMNS, words.isolation)
        .map(({ text }) => text)
        .join("\n");
    }),
  ];
}

/** Of what is copied as text, however wide the screen is. */
const COPIED_COLUMNS = 100;
