import { shortId } from "../../src/base/ids.ts";
import type { SidePanel } from "../../src/stores/view/navigation.ts";
import type { Action } from "../keymap/action.ts";
import { createTextField } from "../widgets/text-field.ts";
import { copySequence } from "./copy-sequence.ts";
import { type Desk, fileKeyNow, subjectNow } from "./desk.ts";
import { move } from "./motion.ts";
import { placesOf } from "./places.ts";

const where = "everywhere";

/** What works in every panel and tab, unless a nearer row takes the key. */
export function everywhereActions(desk: Desk): Action[] {
  return [...otherActions(desk), ...moveActions(desk), ...panelActions(desk)];
}

function otherActions(desk: Desk): Action[] {
  const { stores, overlays } = desk;
  const { view, messages } = stores;
  return [
    {
      id: "everywhere.filter",
      keys: ["/"],
      label: "filter",
      description: "Show only what holds the text that you type",
      where,
      run: () => openFilter(desk),
      disabledReason: () => (canFilter(desk) ? undefined : "there is nothing to filter here"),
    },
    {
      id: "everywhere.zoom",
      keys: ["+"],
      label: "zoom",
      description: "Give what has the keys half of the screen, then all of it",
      where,
      run: () => view.navigate({ type: "cycle-zoom", by: 1 }),
    },
    {
      id: "everywhere.unzoom",
      keys: ["_"],
      label: "unzoom",
      description: "The other way round: all of the screen, half of it, its own place",
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-zoom", by: -1 }),
    },
    {
      id: "everywhere.copy",
      keys: ["y"],
      label: "copy id",
      description: "Copy the id of what is selected to your clipboard",
      where,
      hidden: true,
      run: () => {
        const id = idNow(desk);
        if (id === undefined) return;
        desk.write(copySequence(id));
        messages.say("success", `copied the id ${shortId(id)}`);
      },
      disabledReason: () => (idNow(desk) === undefined ? "nothing is selected" : undefined),
    },
    {
      id: "everywhere.jobs",
      keys: ["J"],
      label: "jobs",
      description: "Long work under way, and what failed",
      where,
      run: () => overlays.setState({ overlay: { kind: "jobs", selected: 0 } }),
      disabledReason: () =>
        stores.jobs.store.getState().jobs.length === 0 ? "no long work is under way" : undefined,
    },
    {
      id: "everywhere.error",
      keys: ["!"],
      label: "last error",
      description: "The last error in full, and what to do about it",
      where,
      hidden: true,
      run: () => {
        const { lastError } = messages.store.getState();
        if (lastError !== undefined)
          overlays.setState({ overlay: { kind: "error", error: lastError, top: 0 } });
      },
      disabledReason: () =>
        messages.store.getState().lastError === undefined ? "nothing has failed so far" : undefined,
    },
    {
      id: "everywhere.back",
      keys: ["esc"],
      label: "back",
      description: "Clear the message, the filter, the zoom, or go back to the side panel",
      where,
      hidden: true,
      run: () => goBack(desk),
    },
    {
      id: "everywhere.help",
      keys: ["?"],
      label: "help",
      description: "All keys that count where you are",
      where,
      run: () => {
        const places = placesOf(view.store.getState().navigation, undefined);
        overlays.setState({ overlay: { kind: "help", places, top: 0 } });
      },
    },
    {
      id: "everywhere.quit",
      keys: ["q", "ctrl-c"],
      label: "leave",
      description: "Leave Wherry; containers go on",
      where,
      run: desk.leave,
    },
  ];
}

function panelActions({ stores: { view } }: Desk): Action[] {
  const panels: readonly [key: string, panel: SidePanel, title: string][] = [
    ["1", "containers", "Containers"],
    ["2", "images", "Images"],
    ["3", "layers", "Layers"],
  ];
  return [
    ...panels.map(
      ([key, panel, title]): Action => ({
        id: `everywhere.${panel}`,
        keys: [key],
        label: panel,
        description: `Go to ${title}`,
        where,
        hidden: true,
        run: () => view.navigate({ type: "choose-panel", panel }),
      }),
    ),
    {
      id: "everywhere.next-panel",
      keys: ["tab", "l", "right"],
      label: "next panel",
      description: "Go to the next panel",
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-panel", by: 1 }),
    },
    {
      id: "everywhere.previous-panel",
      keys: ["shift-tab", "h", "left"],
      label: "previous panel",
      description: "Go to the panel before",
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-panel", by: -1 }),
    },
    {
      id: "everywhere.next-tab",
      keys: ["]"],
      label: "next tab",
      description: "Show the next tab of the main pane",
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-tab", by: 1 }),
    },
    {
      id: "everywhere.previous-tab",
      keys: ["["],
      label: "previous tab",
      description: "Show the tab before",
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-tab", by: -1 }),
    },
  ];
}

function moveActions(desk: Desk): Action[] {
  const action = (id: string, keys: string[], description: string, run: () => void): Action => ({
    id: `everywhere.${id}`,
    keys,
    label: id,
    description,
    where,
    hidden: true,
    run,
  });
  return [
    action("down", ["j", "down"], "One down", () => move(desk, { by: "row", amount: 1 })),
    action("up", ["k", "up"], "One up", () => move(desk, { by: "row", amount: -1 })),
    action("half-down", ["ctrl-d"], "Half a page down", () => move(desk, { by: "half", amount: 1 })),
    action("half-up", ["ctrl-u"], "Half a page up", () => move(desk, { by: "half", amount: -1 })),
    action("page-down", ["pagedown"], "A page down", () => move(desk, { by: "page", amount: 1 })),
    action("page-up", ["pageup"], "A page up", () => move(desk, { by: "page", amount: -1 })),
    action("first", ["g", "home"], "To the first", () => move(desk, { to: "start" })),
    action("last", ["G", "end"], "To the last", () => move(desk, { to: "end" })),
  ];
}

/** One step back towards the plain side panel. */
function goBack({ stores: { view, messages } }: Desk): void {
  const { navigation } = view.store.getState();
  if (messages.store.getState().shown !== undefined) messages.dismiss();
  else if (navigation.focus !== "side") view.navigate({ type: "focus", focus: "side" });
  else if (navigation.filters[navigation.panel] !== "") {
    view.navigate({ type: "filter", panel: navigation.panel, text: "" });
  } else view.navigate({ type: "zoom", zoom: "none" });
}

function canFilter(desk: Desk): boolean {
  return desk.stores.view.store.getState().navigation.focus === "side" || fileKeyNow(desk) !== undefined;
}

function openFilter(desk: Desk): void {
  const { navigation, files } = desk.stores.view.store.getState();
  const key = fileKeyNow(desk);
  if (navigation.focus === "side") {
    const { panel } = navigation;
    const field = createTextField(navigation.filters[panel]);
    desk.overlays.setState({ overlay: { kind: "filter", target: { of: "panel", panel }, field } });
  } else if (key !== undefined) {
    const field = createTextField(files.get(key)?.filter ?? "");
    desk.overlays.setState({ overlay: { kind: "filter", target: { of: "files", key }, field } });
  }
}

function idNow(desk: Desk): string | undefined {
  const subject = subjectNow(desk);
  switch (subject.of) {
    case "container":
      return subject.container.id;
    case "image":
      return subject.image.id;
    case "layer":
      return subject.layer.digest;
    case "nothing":
      return undefined;
  }
}
