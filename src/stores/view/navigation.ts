import { assertNever } from "../../base/errors.ts";
import { NOTHING_SELECTED, type Selection } from "./selection.ts";
import type { Sort } from "./sort.ts";

export type SidePanel = "containers" | "images" | "layers" | "volumes" | "networks";
export type Tab =
  | "terminal"
  | "logs"
  | "stats"
  | "processes"
  | "isolation"
  | "changes"
  | "history"
  | "files"
  | "command"
  | "waste"
  | "compare"
  | "users"
  | "inspect";
/** Who gets the keys: the chosen side panel, the main pane, or the program in its terminal. */
export type Focus = "side" | "main" | "terminal";
export type Zoom = "none" | "half" | "full";

export const SIDE_PANELS: readonly SidePanel[] = ["containers", "images", "layers", "volumes", "networks"];

/** The main pane's tabs for what is selected in each side panel. */
export const TABS: Readonly<Record<SidePanel, readonly Tab[]>> = {
  containers: ["terminal", "logs", "stats", "processes", "changes", "isolation", "compare", "inspect"],
  images: ["history", "files", "waste", "compare", "inspect"],
  layers: ["files", "command", "waste", "compare", "inspect"],
  volumes: ["files", "users", "inspect"],
  networks: ["users", "inspect"],
};

/** Where the person is. */
export interface Navigation {
  readonly focus: Focus;
  /** The side panel chosen last; what is selected in it fills the main pane. */
  readonly panel: SidePanel;
  /** Whose layers the Layers panel shows: of the selected image, or of the image of the selected container. */
  readonly layersOf: "containers" | "images";
  readonly selected: Readonly<Record<SidePanel, Selection>>;
  readonly tabs: Readonly<Record<SidePanel, Tab>>;
  readonly filters: Readonly<Record<SidePanel, string>>;
  readonly sorts: Readonly<Record<SidePanel, Sort>>;
  /** Ids; what is marked stays so under any filter, until it is gone. */
  readonly marks: Readonly<Record<SidePanel, ReadonlySet<string>>>;
  readonly zoom: Zoom;
  /** Whether a file lies over the tree that it was opened from. */
  readonly viewing: boolean;
}

export type NavigationEvent =
  | { readonly type: "view"; readonly open: boolean }
  | { readonly type: "choose-panel"; readonly panel: SidePanel }
  | { readonly type: "cycle-panel"; readonly by: 1 | -1 }
  | { readonly type: "focus"; readonly focus: Focus }
  | { readonly type: "select"; readonly panel: SidePanel; readonly selection: Selection }
  | { readonly type: "cycle-tab"; readonly by: 1 | -1 }
  | { readonly type: "show-tab"; readonly tab: Tab }
  | { readonly type: "filter"; readonly panel: SidePanel; readonly text: string }
  | { readonly type: "sort"; readonly panel: SidePanel; readonly sort: Sort }
  | { readonly type: "mark"; readonly panel: SidePanel; readonly ids: ReadonlySet<string> }
  | { readonly type: "cycle-zoom"; readonly by: 1 | -1 }
  | { readonly type: "zoom"; readonly zoom: Zoom };

export const START: Navigation = {
  focus: "side",
  panel: "containers",
  layersOf: "containers",
  selected: {
    containers: NOTHING_SELECTED,
    images: NOTHING_SELECTED,
    layers: NOTHING_SELECTED,
    volumes: NOTHING_SELECTED,
    networks: NOTHING_SELECTED,
  },
  tabs: { containers: "terminal", images: "files", layers: "files", volumes: "files", networks: "users" },
  filters: { containers: "", images: "", layers: "", volumes: "", networks: "" },
  sorts: {
    containers: { column: "age", reverse: false },
    images: { column: "age", reverse: false },
    layers: { column: "number", reverse: false },
    volumes: { column: "name", reverse: false },
    networks: { column: "name", reverse: false },
  },
  marks: {
    containers: new Set(),
    images: new Set(),
    layers: new Set(),
    volumes: new Set(),
    networks: new Set(),
  },
  zoom: "none",
  viewing: false,
};

export function navigate(now: Navigation, event: NavigationEvent): Navigation {
  const next = step(now, event);
  // A file is left with the thing or the tab that it was opened from.
  return next.viewing && event.type !== "view" && !sameSubject(now, next)
    ? { ...next, viewing: false }
    : next;
}

function sameSubject(now: Navigation, next: Navigation): boolean {
  const { panel } = now;
  return (
    panel === next.panel &&
    now.tabs[panel] === next.tabs[panel] &&
    now.selected[panel].id === next.selected[panel].id
  );
}

function step(now: Navigation, event: NavigationEvent): Navigation {
  switch (event.type) {
    case "view":
      return now.viewing === event.open ? now : { ...now, viewing: event.open };
    case "choose-panel":
      return choosePanel(now, event.panel);
    case "cycle-panel":
      return cyclePanel(now, event.by);
    case "focus":
      return now.focus === event.focus ? now : { ...now, focus: event.focus };
    case "select": {
      const before = now.selected[event.panel];
      if (before.id === event.selection.id && before.index === event.selection.index) return now;
      return { ...now, selected: { ...now.selected, [event.panel]: event.selection } };
    }
    case "cycle-tab": {
      const tabs = TABS[now.panel];
      const at = tabs.indexOf(now.tabs[now.panel]);
      return showTab(now, tabs[(at + event.by + tabs.length) % tabs.length]);
    }
    case "show-tab":
      return showTab(now, event.tab);
    case "filter":
      return { ...now, filters: { ...now.filters, [event.panel]: event.text } };
    case "sort":
      return { ...now, sorts: { ...now.sorts, [event.panel]: event.sort } };
    case "mark":
      return { ...now, marks: { ...now.marks, [event.panel]: event.ids } };
    case "cycle-zoom": {
      const at = ZOOMS.indexOf(now.zoom) + event.by;
      return { ...now, zoom: ZOOMS[(at + ZOOMS.length) % ZOOMS.length] ?? "none" };
    }
    case "zoom":
      return { ...now, zoom: event.zoom };
    default:
      return assertNever(event);
  }
}

const ZOOMS: readonly Zoom[] = ["none", "half", "full"];

function choosePanel(now: Navigation, panel: SidePanel): Navigation {
  return {
    ...now,
    panel,
    focus: "side",
    layersOf: panel === "containers" || panel === "images" ? panel : now.layersOf,
  };
}

/** The main pane stands in the circle, behind the last side panel. */
function cyclePanel(now: Navigation, by: 1 | -1): Navigation {
  const places: readonly (SidePanel | "main")[] = [...SIDE_PANELS, "main"];
  const at = now.focus === "side" ? places.indexOf(now.panel) : places.length - 1;
  const next = places[(at + by + places.length) % places.length] ?? "main";
  return next === "main" ? { ...now, focus: "main" } : choosePanel(now, next);
}

function showTab(now: Navigation, tab: Tab | undefined): Navigation {
  if (tab === undefined || !TABS[now.panel].includes(tab)) return now;
  // Another tab than the terminal has no program that could take the keys.
  const focus = now.focus === "terminal" && tab !== "terminal" ? "main" : now.focus;
  return { ...now, focus, tabs: { ...now.tabs, [now.panel]: tab } };
}
