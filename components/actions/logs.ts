import type { Action } from "../keymap/action.ts";
import type { Desk } from "./desk.ts";

export function logActions({ stores: { logs, view } }: Desk): Action[] {
  return [
    {
      id: "logs.follow",
      keys: ["f"],
      label: "follow",
      description: "Go to the end and follow; moving up holds the place",
      where: "logs",
      run: () => {
        const { containerId } = logs.store.getState();
        if (containerId === undefined) return;
        view.placeLog(containerId, { at: "end" });
      },
    },
  ];
}
