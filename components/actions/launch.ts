import type { CreateOptions } from "../../src/engine/containers/containers.ts";
import { type Desk, mainInside } from "./desk.ts";
import { attachMain } from "./terminal.ts";

/** Starts a container and puts its terminal, with the keys, in the main pane. Throws what the engine throws. */
export async function launch(desk: Desk, options: CreateOptions): Promise<void> {
  await desk.ahead.during(() => launchAndShow(desk, options));
}

async function launchAndShow(desk: Desk, options: CreateOptions): Promise<void> {
  const { containers, view } = desk.stores;
  const { id } = await containers.launch(options, mainInside(desk));
  view.navigate({ type: "filter", panel: "containers", text: "" });
  view.navigate({ type: "choose-panel", panel: "containers" });
  const index = containers.store.getState().items.findIndex((container) => container.id === id);
  view.navigate({ type: "select", panel: "containers", selection: { id, index: Math.max(0, index) } });
  await attachMain(desk, id, true);
}
