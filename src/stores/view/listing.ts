import { shortId } from "../../base/ids.ts";
import type { ContainerSummary } from "../../engine/containers/containers.ts";
import type { ImageSummary, LayerSummary } from "../../engine/images/images.ts";
import type { Navigation, SidePanel } from "./navigation.ts";
import { reselect } from "./selection.ts";

/** What the side panels list under their filters, and what is selected in each. */
export interface Listing {
  readonly containers: readonly ContainerSummary[];
  readonly images: readonly ImageSummary[];
  readonly layers: readonly LayerSummary[];
  readonly container: ContainerSummary | undefined;
  readonly image: ImageSummary | undefined;
  readonly layer: LayerSummary | undefined;
  /** Whose layers are listed. */
  readonly layersImageId: string | undefined;
}

/** The selected thing that the main pane shows. */
export type Subject =
  | { readonly of: "container"; readonly container: ContainerSummary }
  | { readonly of: "image"; readonly image: ImageSummary }
  | { readonly of: "layer"; readonly layer: LayerSummary; readonly imageId: string }
  | { readonly of: "nothing" };

export interface ListingInput {
  readonly containers: readonly ContainerSummary[];
  readonly images: readonly ImageSummary[];
  /** Base first, as the engine gives them; undefined while they are not read. */
  readonly layersOfImage: (imageId: string) => readonly LayerSummary[] | undefined;
  readonly navigation: Navigation;
}

/** Gives a function that lists; it keeps every part whose input did not change. */
export function createListing(): (input: ListingInput) => Listing {
  const containersOf = memo(filterContainers);
  const imagesOf = memo(filterImages);
  const layersOf = memo(filterLayers);
  let last: Listing | undefined;

  return ({ containers, images, layersOfImage, navigation }) => {
    const { filters, selected } = navigation;
    const listedContainers = containersOf(containers, filters.containers);
    const listedImages = imagesOf(images, filters.images);
    const container = pick(listedContainers, selected.containers);
    const image = pick(listedImages, selected.images);
    const fromContainer = navigation.layersOf === "containers" && container !== undefined;
    const layersImageId = fromContainer ? container.imageId : image?.id;
    const layers = layersOf((layersImageId && layersOfImage(layersImageId)) || NO_LAYERS, filters.layers);
    const next: Listing = {
      containers: listedContainers,
      images: listedImages,
      layers,
      container,
      image,
      layer: layers.find(({ chainId }) => chainId === reselect(selected.layers, layerIds(layers)).id),
      layersImageId,
    };
    if (last === undefined || !sameParts(last, next)) last = next;
    return last;
  };
}

export function subjectOf(listing: Listing, panel: SidePanel): Subject {
  const { container, image, layer, layersImageId } = listing;
  if (panel === "containers" && container !== undefined) return { of: "container", container };
  if (panel === "images" && image !== undefined) return { of: "image", image };
  if (panel === "layers" && layer !== undefined && layersImageId !== undefined) {
    return { of: "layer", layer, imageId: layersImageId };
  }
  return { of: "nothing" };
}

/** The ids of a panel's rows, in the order they are shown. */
export function rowIds(listing: Listing, panel: SidePanel): readonly string[] {
  switch (panel) {
    case "containers":
      return ids(listing.containers);
    case "images":
      return ids(listing.images);
    case "layers":
      return layerIds(listing.layers);
  }
}

const NO_LAYERS: readonly LayerSummary[] = [];

const ids = weakMemo((items: readonly { readonly id: string }[]) => items.map(({ id }) => id));
const layerIds = weakMemo((layers: readonly LayerSummary[]) => layers.map(({ chainId }) => chainId));

function pick<T extends { readonly id: string }>(
  items: readonly T[],
  selection: Navigation["selected"]["images"],
): T | undefined {
  return items[reselect(selection, ids(items)).index];
}

function filterContainers(items: readonly ContainerSummary[], text: string): readonly ContainerSummary[] {
  return filtered(
    items,
    text,
    ({ id, name, image, state }) => `${name} ${image} ${state.status} ${shortId(id)}`,
  );
}

function filterImages(items: readonly ImageSummary[], text: string): readonly ImageSummary[] {
  return filtered(items, text, ({ id, references }) => `${references.join(" ")} ${shortId(id)}`);
}

/** Newest first, as the eye goes through an image from the top down. */
function filterLayers(layers: readonly LayerSummary[], text: string): readonly LayerSummary[] {
  return filtered(layers, text, ({ createdBy, diffId }) => `${createdBy} ${shortId(diffId)}`).toReversed();
}

function filtered<T>(items: readonly T[], text: string, words: (item: T) => string): readonly T[] {
  const wanted = text.trim().toLowerCase();
  return wanted === "" ? items : items.filter((item) => words(item).toLowerCase().includes(wanted));
}

function sameParts(a: Listing, b: Listing): boolean {
  return (Object.keys(a) as (keyof Listing)[]).every((key) => a[key] === b[key]);
}

function memo<A, B, R>(work: (a: A, b: B) => R): (a: A, b: B) => R {
  let last: { a: A; b: B; result: R } | undefined;
  return (a, b) => {
    if (last === undefined || last.a !== a || last.b !== b) last = { a, b, result: work(a, b) };
    return last.result;
  };
}

function weakMemo<A extends object, R>(work: (a: A) => R): (a: A) => R {
  const known = new WeakMap<A, R>();
  return (a) => {
    let result = known.get(a);
    if (result === undefined) {
      result = work(a);
      known.set(a, result);
    }
    return result;
  };
}
