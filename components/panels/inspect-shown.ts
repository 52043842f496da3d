import type { CodedError } from "../../src/base/errors.ts";
import type { Loadable } from "../../src/stores/keyed-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { subjectOf } from "../../src/stores/view/listing.ts";
import { type InspectPlace, NOT_INSPECTED } from "../../src/stores/view/places.ts";
import { type InspectNode, inspectTree, visibleNodes } from "./inspect-tree.ts";

export type InspectShown =
  | { readonly status: "nothing" }
  | { readonly status: "loading"; readonly id: string }
  | { readonly status: "failed"; readonly id: string; readonly error: CodedError }
  | {
      readonly status: "ready";
      readonly id: string;
      readonly value: object;
      readonly nodes: readonly InspectNode[];
      /** Positions of the nodes that no folded one hides. */
      readonly rows: readonly number[];
      readonly place: InspectPlace;
    };

/** All that is known of the selected thing, as a tree of which parts are folded. */
export function inspectShown(stores: Stores): InspectShown {
  const { listing, view, details } = stores;
  const subject = subjectOf(listing.getState(), view.store.getState().navigation.panel);
  switch (subject.of) {
    case "nothing":
      return { status: "nothing" };
    case "container":
      return shown(
        stores,
        subject.container.id,
        details.containers.store.getState().get(subject.container.id),
      );
    case "image":
      return shown(stores, subject.image.id, details.images.store.getState().get(subject.image.id));
    case "layer":
      return ready(stores, subject.layer.chainId, subject.layer);
    case "upper": {
      const { id } = subject.upper.container;
      return shown(stores, id, details.containers.store.getState().get(id));
    }
    case "volume":
      return ready(stores, `volume:${subject.volume.name}`, subject.volume);
    case "network":
      return ready(stores, `network:${subject.network.name}`, subject.network);
  }
}

function shown(stores: Stores, id: string, read: Loadable<object> | undefined): InspectShown {
  if (read === undefined || read.status === "loading") return { status: "loading", id };
  if (read.status === "failed") return { status: "failed", id, error: read.error };
  return ready(stores, id, read.value);
}

function ready({ view }: Stores, id: string, value: object): InspectShown {
  const place = view.store.getState().inspect.get(id) ?? NOT_INSPECTED;
  const nodes = inspectTree(value);
  return { status: "ready", id, value, nodes, rows: visibleNodes(nodes, place), place };
}
