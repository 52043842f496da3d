import type { CodedError } from "../../src/base/errors.ts";
import type { Loadable } from "../../src/stores/keyed-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { subjectOf } from "../../src/stores/view/listing.ts";

export type InspectShown =
  | { readonly status: "nothing" }
  | { readonly status: "loading"; readonly id: string }
  | { readonly status: "failed"; readonly id: string; readonly error: CodedError }
  | { readonly status: "ready"; readonly id: string; readonly lines: readonly string[] };

/** All that is known of the selected thing, as lines of indented JSON. */
export function inspectLines({ listing, view, details }: Stores): InspectShown {
  const subject = subjectOf(listing.getState(), view.store.getState().navigation.panel);
  switch (subject.of) {
    case "nothing":
      return { status: "nothing" };
    case "container":
      return shown(subject.container.id, details.containers.store.getState().get(subject.container.id));
    case "image":
      return shown(subject.image.id, details.images.store.getState().get(subject.image.id));
    case "layer":
      return { status: "ready", id: subject.layer.chainId, lines: linesOf(subject.layer) };
    case "volume":
      return { status: "ready", id: `volume:${subject.volume.name}`, lines: linesOf(subject.volume) };
    case "network":
      return { status: "ready", id: `network:${subject.network.name}`, lines: linesOf(subject.network) };
  }
}

function shown(id: string, read: Loadable<object> | undefined): InspectShown {
  if (read === undefined || read.status === "loading") return { status: "loading", id };
  if (read.status === "failed") return { status: "failed", id, error: read.error };
  return { status: "ready", id, lines: linesOf(read.value) };
}

const known = new WeakMap<object, readonly string[]>();

function linesOf(value: object): readonly string[] {
  let lines = known.get(value);
  if (lines === undefined) {
    lines = JSON.stringify(value, null, 2).split("\n");
    known.set(value, lines);
  }
  return lines;
}
