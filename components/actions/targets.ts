import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { ImageSummary } from "../../src/engine/images/images.ts";
import type { ListedVolume } from "../../src/stores/view/listing.ts";
import type { Desk } from "./desk.ts";

/** What an action is done to: all that is marked, else what is selected. */
export function targetContainers({ stores }: Desk): readonly ContainerSummary[] {
  const { items } = stores.containers.store.getState();
  const marks = stores.view.store.getState().navigation.marks.containers;
  return marks.size > 0 ? markedContainers(items, marks) : one(stores.listing.getState().container);
}

export function targetImages({ stores }: Desk): readonly ImageSummary[] {
  const { items } = stores.images.store.getState();
  const marks = stores.view.store.getState().navigation.marks.images;
  return marks.size > 0 ? markedImages(items, marks) : one(stores.listing.getState().image);
}

export function targetVolumes({ stores }: Desk): readonly ListedVolume[] {
  const { items } = stores.volumes.store.getState();
  const marks = stores.view.store.getState().navigation.marks.volumes;
  return marks.size > 0 ? markedVolumes(items, marks) : one(stores.listing.getState().volume);
}

/** Takes the marks from those that are done with; what failed stays marked. */
export function unmark(
  { stores: { view } }: Desk,
  panel: "containers" | "images" | "volumes",
  done: ReadonlySet<string>,
): void {
  const marks = view.store.getState().navigation.marks[panel];
  const ids = new Set([...marks].filter((id) => !done.has(id)));
  if (ids.size < marks.size) view.navigate({ type: "mark", panel, ids });
}

const markedContainers = remember<ContainerSummary>();
const markedVolumes = remember<ListedVolume>();
const markedImages = remember<ImageSummary>();

/** Every key asks, for the footer too: a long list is gone through once. */
function remember<T extends { readonly id: string }>() {
  let last: { items: readonly T[]; marks: ReadonlySet<string>; found: readonly T[] } | undefined;
  return (items: readonly T[], marks: ReadonlySet<string>): readonly T[] => {
    if (last?.items !== items || last.marks !== marks) {
      last = { items, marks, found: items.filter(({ id }) => marks.has(id)) };
    }
    return last.found;
  };
}

function one<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}
