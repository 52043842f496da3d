import type { StoreApi } from "zustand/vanilla";
import type { ClientCommand, ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { ImageSummary } from "../../src/engine/images/images.ts";
import { type FileSource, fileKey } from "../../src/stores/details-store.ts";
import type { Session } from "../../src/stores/sessions-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { type Subject, subjectOf } from "../../src/stores/view/listing.ts";
import type { Tab } from "../../src/stores/view/navigation.ts";
import { shownFiles } from "../../src/stores/view/shown-files.ts";
import type { HeldKeys } from "../keymap/held-keys.ts";
import { inside, type Layout, layout, type Rectangle } from "../layout.ts";
import type { Lending } from "../lending.ts";
import type { OverlayStore } from "../overlays/overlay.ts";
import type { Terminals } from "../terminals.ts";
import type { Themes } from "../theme/themes.ts";
import type { TypedAhead } from "../typed-ahead.ts";
import type { Words } from "../words/words.ts";

/** What actions work with. */
export interface Desk {
  readonly stores: Stores;
  readonly words: Words;
  readonly overlays: OverlayStore;
  readonly terminals: Terminals;
  readonly themes: Themes;
  /** The key that takes the keys back from a program in its terminal. */
  readonly prefix: string;
  /** The keys of who holds all of them, and those that texts name, as they are bound. */
  readonly held: HeldKeys;
  /** This program on this root, before its arguments. */
  readonly program: ClientCommand;
  readonly lending: Lending;
  readonly size: StoreApi<{ readonly columns: number; readonly rows: number }>;
  /** What is typed before the terminal that was asked for stands. */
  readonly ahead: TypedAhead;
  /** Sends bytes to the person's terminal. */
  readonly write: (bytes: string) => void;
  readonly leave: () => void;
}

export function layoutNow({ stores, size }: Pick<Desk, "stores" | "size">): Layout {
  return layout({ ...size.getState(), ...stores.view.store.getState().navigation });
}

/** The inside of the main pane, also while it is hidden. */
export function mainInside(desk: Pick<Desk, "stores" | "size">): Rectangle {
  const { navigation } = desk.stores.view.store.getState();
  const now = layoutNow(desk);
  if (now.kind === "screen" && now.main !== undefined) return inside(now.main);
  const plain = layout({ ...desk.size.getState(), ...navigation, zoom: "none" });
  return plain.kind === "screen" && plain.main !== undefined
    ? inside(plain.main)
    : { left: 0, top: 0, columns: 80, rows: 24 };
}

export function subjectNow({ stores }: Desk): Subject {
  return subjectOf(stores.listing.getState(), stores.view.store.getState().navigation.panel);
}

export function tabNow({ stores }: Desk): Tab {
  const { navigation } = stores.view.store.getState();
  return navigation.tabs[navigation.panel];
}

export function selectedContainer({ stores }: Desk): ContainerSummary | undefined {
  return stores.listing.getState().container;
}

export function selectedImage({ stores }: Desk): ImageSummary | undefined {
  return stores.listing.getState().image;
}

/** The terminal session that the main pane shows; undefined when there is none. */
export function sessionNow(desk: Desk): Session | undefined {
  const subject = subjectNow(desk);
  if (subject.of !== "container" || tabNow(desk) !== "terminal") return undefined;
  return desk.stores.sessions.shownOf(subject.container.id);
}

/** The files that the main pane shows as a tree; undefined when it shows something else. */
export function filesNow(desk: Desk): FileSource | undefined {
  return shownFiles(subjectNow(desk), tabNow(desk), desk.stores.view.store.getState());
}

export function fileKeyNow(desk: Desk): string | undefined {
  const source = filesNow(desk);
  return source === undefined ? undefined : fileKey(source);
}
