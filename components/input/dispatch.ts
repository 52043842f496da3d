import type { InputEvent } from "./event.ts";

/** Who hears an event, from first to last. */
export type LayerKind = "overlay" | "text" | "terminal" | "panel" | "global";

export interface Layer {
  readonly kind: LayerKind;
  /** True when the event was for this layer; then nobody else sees it. */
  handle(event: InputEvent): boolean;
}

export interface Dispatcher {
  /** Adds a layer before the others of its kind. Returns how to take it away. */
  add(layer: Layer): () => void;
  /** Gives the event to the first layer that takes it; false when none did. */
  dispatch(event: InputEvent): boolean;
}

/**
 * An overlay is modal: what neither it nor its text input takes ends there. A focused terminal takes all but answers
 * of the outer terminal, which nobody may mistake for typing.
 */
export function createDispatcher(): Dispatcher {
  let layers: readonly Layer[] = [];
  return {
    add(layer) {
      layers = [layer, ...layers];
      return () => {
        layers = layers.filter((other) => other !== layer);
      };
    },
    dispatch(event) {
      if (event.type === "reply") return false;
      const before = layers;
      const offer = (kind: LayerKind): boolean =>
        before.some((layer) => layer.kind === kind && layers.includes(layer) && layer.handle(event));
      if (offer("overlay") || offer("text")) return true;
      if (before.some((layer) => layer.kind === "overlay")) return false;
      return offer("terminal") || offer("panel") || offer("global");
    },
  };
}
