import type { ActionRow } from "../keymap/action.ts";
import type { Desk } from "./desk.ts";

export function logActions({ stores: { logs, view } }: Desk): ActionRow[] {
  return [
    {
      id: "logs.follow",
      keys: ["f"],
      where: "logs",
      run: () => {
        const { containerId } = logs.store.getState();
        if (containerId === undefined) return;
        view.placeLog(containerId, { at: "end" });
      },
    },
  ];
}
