import { createStore, type StoreApi } from "zustand/vanilla";
import type { Thing } from "../details-store.ts";
import { type Navigation, type NavigationEvent, navigate, START } from "./navigation.ts";
import type { FilePlace, InspectPlace } from "./places.ts";
import type { Selection } from "./selection.ts";

export interface ViewState {
  readonly navigation: Navigation;
  /** By the key of the files shown. */
  readonly files: ReadonlyMap<string, FilePlace>;
  /** By the id of the thing. */
  readonly inspect: ReadonlyMap<string, InspectPlace>;
  /** The chosen row of the main pane's other lists, by the list's key. */
  readonly cursors: ReadonlyMap<string, Selection>;
  /** The first row shown of the main pane's other texts, by the text's key. */
  readonly tops: ReadonlyMap<string, number>;
  /** What the next comparison is with. */
  readonly compared: Thing | undefined;
  /** Whether trees show mode and owner where there is room. */
  readonly fileAttributes: boolean;
  /** Whether layers and containers show all that is seen from there down, or only what they changed. */
  readonly wholeStacks: boolean;
}

export interface ViewStore {
  readonly store: StoreApi<ViewState>;
  navigate(event: NavigationEvent): void;
  placeFiles(key: string, place: FilePlace): void;
  placeInspect(id: string, place: InspectPlace): void;
  placeCursor(key: string, selection: Selection): void;
  placeTop(key: string, row: number): void;
  compareWith(thing: Thing | undefined): void;
  toggleFileAttributes(): void;
  toggleWholeStacks(): void;
}

/** Places remembered of each kind; the oldest go first. */
const REMEMBERED = 200;

export function createViewStore(): ViewStore {
  const store = createStore<ViewState>()(() => ({
    navigation: START,
    files: new Map(),
    inspect: new Map(),
    cursors: new Map(),
    tops: new Map(),
    compared: undefined,
    fileAttributes: true,
    wholeStacks: false,
  }));
  return {
    store,
    navigate(event) {
      const { navigation } = store.getState();
      const next = navigate(navigation, event);
      if (next !== navigation) store.setState({ navigation: next });
    },
    placeFiles: (key, place) => store.setState(({ files }) => ({ files: remember(files, key, place) })),
    placeInspect: (id, place) => store.setState(({ inspect }) => ({ inspect: remember(inspect, id, place) })),
    placeCursor: (key, selection) =>
      store.setState(({ cursors }) => ({ cursors: remember(cursors, key, selection) })),
    placeTop: (key, row) => store.setState(({ tops }) => ({ tops: remember(tops, key, row) })),
    compareWith: (compared) => store.setState({ compared }),
    toggleWholeStacks: () => store.setState(({ wholeStacks }) => ({ wholeStacks: !wholeStacks })),
    toggleFileAttributes: () => store.setState(({ fileAttributes }) => ({ fileAttributes: !fileAttributes })),
  };
}

function remember<T>(places: ReadonlyMap<string, T>, key: string, place: T): ReadonlyMap<string, T> {
  const next = new Map(places);
  next.delete(key);
  next.set(key, place);
  for (const oldest of next.keys()) {
    if (next.size <= REMEMBERED) break;
    next.delete(oldest);
  }
  return next;
}
