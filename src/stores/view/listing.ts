import { shortId } from "../../base/ids.ts";
import type { ContainerSummary } from "../../engine/containers/containers.ts";
import type { ImageSummary, LayerSummary } from "../../engine/images/images.ts";
import type { Network } from "../../engine/networks/networks.ts";
import type { Volume } from "../../engine/volumes/volumes.ts";
import { type Findable, fits, parseFilter } from "./filter.ts";
import { type ListedLayer, layerMaker, listStack, type UpperLayer } from "./listed-layer.ts";
import type { Navigation, SidePanel } from "./navigation.ts";
import { reselect } from "./selection.ts";
import {
  CONTAINER_COLUMNS,
  IMAGE_COLUMNS,
  LAYER_COLUMNS,
  NETWORK_COLUMNS,
  type Sort,
  sortItems,
  VOLUME_COLUMNS,
} from "./sort.ts";

/** What the side panels list under their filters, and what is selected in each. */
export interface Listing {
  readonly containers: readonly ContainerSummary[];
  readonly images: readonly ImageSummary[];
  /** From the top down. */
  readonly layers: readonly ListedLayer[];
  readonly container: ContainerSummary | undefined;
  readonly image: ImageSummary | undefined;
  readonly layer: ListedLayer | undefined;
  readonly volumes: readonly ListedVolume[];
  readonly networks: readonly ListedNetwork[];
  readonly volume: ListedVolume | undefined;
  readonly network: ListedNetwork | undefined;
  /** Whose layers are listed. */
  readonly layersImageId: string | undefined;
  /** The container whose stack they are. */
  readonly layersContainer: ContainerSummary | undefined;
}

/** The selected thing that the main pane shows. */
export type Subject =
  | { readonly of: "container"; readonly container: ContainerSummary }
  | { readonly of: "image"; readonly image: ImageSummary }
  | { readonly of: "layer"; readonly layer: LayerSummary; readonly imageId: string }
  /** What a container writes over the layers of its image. */
  | { readonly of: "upper"; readonly upper: UpperLayer }
  | { readonly of: "volume"; readonly volume: Volume }
  | { readonly of: "network"; readonly network: Network }
  | { readonly of: "nothing" };

/** Their names are their ids. */
export type ListedVolume = Volume & { readonly id: string };
export type ListedNetwork = Network & { readonly id: string };

export interface ListingInput {
  readonly containers: readonly ContainerSummary[];
  readonly images: readonly ImageSummary[];
  readonly volumes?: readonly ListedVolume[];
  readonly networks?: readonly ListedNetwork[];
  /** Base first, as the engine gives them; undefined while they are not read. */
  readonly layersOfImage: (imageId: string) => readonly LayerSummary[] | undefined;
  /** Bytes that a container has in its upper directory; undefined while they are not counted. */
  readonly writtenBytes?: (containerId: string) => number | undefined;
  readonly navigation: Navigation;
}

/** Gives a function that lists; it keeps every part whose input did not change. */
export function createListing(): (input: ListingInput) => Listing {
  const sortedContainers = memo((items: readonly ContainerSummary[], sort: Sort) =>
    sortItems(items, CONTAINER_COLUMNS, sort),
  );
  const sortedImages = memo((items: readonly ImageSummary[], sort: Sort) =>
    sortItems(items, IMAGE_COLUMNS, sort),
  );
  const upperOf = memo((container: ContainerSummary, sizeBytes: number | undefined) => ({
    container,
    sizeBytes,
  }));
  const stackOf = memo(listStack);
  const sortedLayers = memo((items: readonly ListedLayer[], sort: Sort) =>
    sortItems(items, LAYER_COLUMNS, sort),
  );
  const containersOf = memo(filtered(findContainer));
  const imagesOf = memo(filtered(findImage));
  const layersOf = memo(filtered(findLayer));
  const sortedVolumes = memo((items: readonly ListedVolume[], sort: Sort) =>
    sortItems(items, VOLUME_COLUMNS, sort),
  );
  const sortedNetworks = memo((items: readonly ListedNetwork[], sort: Sort) =>
    sortItems(items, NETWORK_COLUMNS, sort),
  );
  const volumesOf = memo(filtered<ListedVolume>(findVolume));
  const networksOf = memo(filtered<ListedNetwork>(findNetwork));
  let last: Listing | undefined;

  return ({
    containers,
    images,
    volumes = NO_VOLUMES,
    networks = NO_NETWORKS,
    layersOfImage,
    writtenBytes = () => undefined,
    navigation,
  }) => {
    const { filters, selected, sorts } = navigation;
    const listedContainers = containersOf(sortedContainers(containers, sorts.containers), filters.containers);
    const listedImages = imagesOf(sortedImages(images, sorts.images), filters.images);
    const container = pick(listedContainers, selected.containers);
    const image = pick(listedImages, selected.images);
    const layersContainer = navigation.layersOf === "containers" ? container : undefined;
    const layersImageId = layersContainer?.imageId ?? image?.id;
    const ofImage = layersImageId === undefined ? undefined : layersOfImage(layersImageId);
    // Which number it has says only its image.
    const upper = ofImage && layersContainer && upperOf(layersContainer, writtenBytes(layersContainer.id));
    const layers = layersOf(sortedLayers(stackOf(ofImage ?? NO_LAYERS, upper), sorts.layers), filters.layers);
    const listedVolumes = volumesOf(sortedVolumes(volumes, sorts.volumes), filters.volumes);
    const listedNetworks = networksOf(sortedNetworks(networks, sorts.networks), filters.networks);
    const next: Listing = {
      volumes: listedVolumes,
      networks: listedNetworks,
      volume: pick(listedVolumes, selected.volumes),
      network: pick(listedNetworks, selected.networks),
      containers: listedContainers,
      images: listedImages,
      layers,
      container,
      image,
      layer: pick(layers, selected.layers),
      layersImageId,
      layersContainer,
    };
    if (last === undefined || !sameParts(last, next)) last = next;
    return last;
  };
}

export function subjectOf(listing: Listing, panel: SidePanel): Subject {
  const { container, image, layer, layersImageId } = listing;
  if (panel === "containers" && container !== undefined) return { of: "container", container };
  if (panel === "images" && image !== undefined) return { of: "image", image };
  if (panel === "layers" && layer?.of === "upper") return { of: "upper", upper: layer.upper };
  if (panel === "layers" && layer?.of === "layer" && layersImageId !== undefined) {
    return { of: "layer", layer: layer.layer, imageId: layersImageId };
  }
  if (panel === "volumes" && listing.volume !== undefined) return { of: "volume", volume: listing.volume };
  if (panel === "networks" && listing.network !== undefined)
    return { of: "network", network: listing.network };
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
      return ids(listing.layers);
    case "volumes":
      return ids(listing.volumes);
    case "networks":
      return ids(listing.networks);
  }
}

const NO_LAYERS: readonly LayerSummary[] = [];
const NO_VOLUMES: readonly ListedVolume[] = [];
const NO_NETWORKS: readonly ListedNetwork[] = [];

const ids = weakMemo((items: readonly { readonly id: string }[]) => items.map(({ id }) => id));

function pick<T extends { readonly id: string }>(
  items: readonly T[],
  selection: Navigation["selected"]["images"],
): T | undefined {
  return items[reselect(selection, ids(items)).index];
}

function findContainer({ id, name, image, state, labels }: ContainerSummary): Findable {
  return { texts: [name, image], words: [state.status, shortId(id)], status: state.status, labels };
}

function findImage({ id, references }: ImageSummary): Findable {
  return { texts: references, words: [shortId(id)] };
}

function findLayer(listed: ListedLayer): Findable {
  const id = listed.of === "layer" ? listed.layer.diffId : listed.id;
  return { texts: [layerMaker(listed)], words: [shortId(id)] };
}

function findVolume({ name, labels }: Volume): Findable {
  return { texts: [name], words: [], labels };
}

function findNetwork({ name, driver }: Network): Findable {
  return { texts: [name], words: [driver] };
}

function filtered<T>(find: (item: T) => Findable): (items: readonly T[], text: string) => readonly T[] {
  return (items, text) => {
    const filter = parseFilter(text);
    return filter.length === 0 ? items : items.filter((item) => fits(filter, find(item)));
  };
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
