import { createStore, type StoreApi } from "zustand/vanilla";
import type { Network } from "../engine/networks/networks.ts";
import type { Volume } from "../engine/volumes/volumes.ts";
import type { ContainersStore } from "./containers-store.ts";
import type { Details } from "./details-store.ts";
import type { ImagesStore } from "./images-store.ts";
import type { NamedStore } from "./named-store.ts";
import { createListing, type Listing, rowIds } from "./view/listing.ts";
import { SIDE_PANELS } from "./view/navigation.ts";
import { reselect } from "./view/selection.ts";
import type { ViewStore } from "./view/view-store.ts";

interface Dependencies {
  readonly containers: ContainersStore;
  readonly images: ImagesStore;
  readonly volumes: NamedStore<Volume>;
  readonly networks: NamedStore<Network>;
  readonly details: Details;
  readonly view: ViewStore;
}

/** What is listed and selected, worked out anew whenever something under it changes. */
export function createListingStore(from: Dependencies): StoreApi<Listing> {
  const list = createListing();
  const current = (): Listing =>
    list({
      containers: from.containers.store.getState().items,
      images: from.images.store.getState().items,
      volumes: from.volumes.store.getState().items,
      networks: from.networks.store.getState().items,
      layersOfImage: (imageId) => {
        const layers = from.details.layers.store.getState().get(imageId);
        return layers?.status === "ready" ? layers.value : undefined;
      },
      writtenBytes: (containerId) => {
        const written = from.details.written.store.getState().get(containerId);
        return written?.status === "ready" ? written.value : undefined;
      },
      navigation: from.view.store.getState().navigation,
    });
  const store = createStore<Listing>()(current);
  const update = (): void => {
    const next = current();
    if (next === store.getState()) return;
    store.setState(next, true);
    settleSelections(next, from.view);
  };
  const forgetGone = (
    panel: "containers" | "images" | "volumes",
    items: readonly { readonly id: string }[],
  ): void => {
    const marks = from.view.store.getState().navigation.marks[panel];
    if (marks.size === 0) return;
    const kept = new Set(items.flatMap(({ id }) => (marks.has(id) ? [id] : [])));
    if (kept.size < marks.size) from.view.navigate({ type: "mark", panel, ids: kept });
  };
  from.containers.store.subscribe(({ items, status }) => {
    if (status === "ready") forgetGone("containers", items);
  });
  from.images.store.subscribe(({ items, status }) => {
    if (status === "ready") forgetGone("images", items);
  });
  from.containers.store.subscribe(update);
  from.images.store.subscribe(update);
  from.volumes.store.subscribe(({ items, status }) => {
    if (status === "ready") forgetGone("volumes", items);
  });
  from.volumes.store.subscribe(update);
  from.networks.store.subscribe(update);
  from.details.layers.store.subscribe(update);
  from.details.written.store.subscribe(update);
  from.view.store.subscribe(update);
  return store;
}

/** Writes down where each selection has come to stand, so that the next change starts from what is seen now. */
function settleSelections(listing: Listing, view: ViewStore): void {
  for (const panel of SIDE_PANELS) {
    const { selected } = view.store.getState().navigation;
    const ids = rowIds(listing, panel);
    if (ids.length > 0) view.navigate({ type: "select", panel, selection: reselect(selected[panel], ids) });
  }
}
