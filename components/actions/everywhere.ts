import { shortId } from "../../src/base/ids.ts";
import { navigate, SIDE_PANELS } from "../../src/stores/view/navigation.ts";
import type { ActionRow } from "../keymap/action.ts";
import { openHelp } from "../overlays/help.ts";
import { MOTIONS } from "../overlays/moves.ts";
import { PALETTE_START } from "../overlays/palette.ts";
import { PANEL_NUMBERS } from "../panels/side-frame.ts";
import { createTextField } from "../widgets/text-field.ts";
import { copySequence } from "./copy-sequence.ts";
import { type Desk, fileKeyNow, sessionNow, subjectNow } from "./desk.ts";
import { move } from "./motion.ts";
import { placesOf } from "./places.ts";
import { zoomTerminal } from "./terminal.ts";

const where = "everywhere";

/** What works in every panel and tab, unless a nearer row takes the key. */
export function everywhereActions(desk: Desk): ActionRow[] {
  return [...otherActions(desk), ...moveActions(desk), ...panelActions(desk)];
}

function otherActions(desk: Desk): ActionRow[] {
  const { stores, overlays, words, themes, lending } = desk;
  const { view, messages } = stores;
  return [
    {
      id: "everywhere.filter",
      keys: ["/"],
      where,
      run: () => openFilter(desk),
      disabledReason: () => (canFilter(desk) ? undefined : words.reasons.nothingToFilter),
    },
    {
      id: "everywhere.zoom",
      keys: ["+"],
      where,
      run: () => zoom(desk, 1),
    },
    {
      id: "everywhere.unzoom",
      keys: ["_"],
      where,
      hidden: true,
      run: () => zoom(desk, -1),
    },
    {
      id: "everywhere.copy",
      keys: ["y"],
      where,
      hidden: true,
      run: () => {
        const id = idNow(desk);
        if (id === undefined) return;
        desk.write(copySequence(id));
        messages.say("success", words.messages.copiedId(shortId(id)));
      },
      disabledReason: () => (idNow(desk) === undefined ? words.reasons.nothingSelected : undefined),
    },
    {
      id: "everywhere.sessions",
      // T where images and logs have a t of their own.
      keys: ["t", "T"],
      where,
      hidden: true,
      run: () => overlays.setState({ overlay: { kind: "sessions", selected: 0 } }),
      disabledReason: () =>
        stores.sessions.store.getState().sessions.length === 0 ? words.reasons.noSessions : undefined,
    },
    {
      id: "everywhere.jobs",
      keys: ["J"],
      where,
      run: () => overlays.setState({ overlay: { kind: "jobs", selected: 0 } }),
      disabledReason: () =>
        stores.jobs.store.getState().jobs.length === 0 ? words.reasons.noJobs : undefined,
    },
    {
      id: "everywhere.error",
      keys: ["!"],
      where,
      hidden: true,
      run: () => {
        const { lastError } = messages.store.getState();
        if (lastError !== undefined)
          overlays.setState({ overlay: { kind: "error", error: lastError, top: 0 } });
      },
      disabledReason: () =>
        messages.store.getState().lastError === undefined ? words.reasons.noError : undefined,
    },
    {
      id: "everywhere.doctor",
      keys: ["D"],
      where,
      hidden: true,
      run: () => overlays.setState({ overlay: { kind: "doctor", top: 0 } }),
    },
    {
      id: "everywhere.back",
      keys: ["esc"],
      where,
      hidden: true,
      run: () => goBack(desk),
    },
    {
      id: "everywhere.palette",
      keys: [":"],
      where,
      run: () => overlays.setState({ overlay: { kind: "palette", state: PALETTE_START } }),
    },
    {
      id: "everywhere.help",
      keys: ["?"],
      where,
      run: () => {
        const places = placesOf(view.store.getState().navigation, undefined);
        overlays.setState({ overlay: { kind: "help", state: openHelp(places) } });
      },
    },
    {
      id: "everywhere.next-theme",
      keys: ["ctrl-t"],
      where,
      hidden: true,
      run: () => messages.say("info", words.messages.theme(themes.next())),
    },
    {
      id: "everywhere.suspend",
      keys: ["ctrl-z"],
      where,
      hidden: true,
      run: () => lending.suspend(),
    },
    {
      id: "everywhere.quit",
      keys: ["q", "ctrl-c"],
      where,
      run: desk.leave,
    },
  ];
}

function panelActions({ stores: { view } }: Desk): ActionRow[] {
  return [
    ...SIDE_PANELS.map(
      (panel): ActionRow => ({
        id: `everywhere.${panel}`,
        keys: [PANEL_NUMBERS[panel]],
        where,
        hidden: true,
        run: () => view.navigate({ type: "choose-panel", panel }),
      }),
    ),
    {
      id: "everywhere.next-panel",
      keys: ["tab", "l", "right"],
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-panel", by: 1 }),
    },
    {
      id: "everywhere.previous-panel",
      keys: ["shift-tab", "h", "left"],
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-panel", by: -1 }),
    },
    {
      id: "everywhere.next-tab",
      keys: ["]"],
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-tab", by: 1 }),
    },
    {
      id: "everywhere.previous-tab",
      keys: ["["],
      where,
      hidden: true,
      run: () => view.navigate({ type: "cycle-tab", by: -1 }),
    },
  ];
}

function moveActions(desk: Desk): ActionRow[] {
  const action = (id: keyof typeof MOTIONS, keys: string[]): ActionRow => ({
    id,
    keys,
    where,
    hidden: true,
    run: () => move(desk, MOTIONS[id]),
  });
  return [
    action("everywhere.down", ["j", "down"]),
    action("everywhere.up", ["k", "up"]),
    action("everywhere.half-down", ["ctrl-d"]),
    action("everywhere.half-up", ["ctrl-u"]),
    action("everywhere.page-down", ["pagedown"]),
    action("everywhere.page-up", ["pageup"]),
    action("everywhere.first", ["g", "home"]),
    action("everywhere.last", ["G", "end"]),
  ];
}

/** A terminal that gets all of the screen gets the real one. */
function zoom(desk: Desk, by: 1 | -1): void {
  const { view } = desk.stores;
  const { navigation } = view.store.getState();
  const session = navigation.focus === "main" ? sessionNow(desk) : undefined;
  const next = navigate(navigation, { type: "cycle-zoom", by }).zoom;
  if (next !== "full" || session?.state.status !== "open") {
    view.navigate({ type: "cycle-zoom", by });
  } else {
    view.navigate({ type: "focus", focus: "terminal" });
    zoomTerminal(desk, session.key);
  }
}

/** One step back towards the plain side panel. */
function goBack({ stores: { view, messages } }: Desk): void {
  const { navigation } = view.store.getState();
  if (messages.store.getState().shown !== undefined) messages.dismiss();
  else if (navigation.focus !== "side") view.navigate({ type: "focus", focus: "side" });
  else if (navigation.filters[navigation.panel] !== "") {
    view.navigate({ type: "filter", panel: navigation.panel, text: "" });
  } else if (navigation.marks[navigation.panel].size > 0) {
    view.navigate({ type: "mark", panel: navigation.panel, ids: new Set() });
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
    case "upper":
      return subject.upper.container.id;
    case "volume":
      return subject.volume.name;
    case "network":
      return subject.network.name;
    case "nothing":
      return undefined;
  }
}
