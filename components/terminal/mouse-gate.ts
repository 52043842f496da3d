import type { MouseEvent } from "../input/event.ts";
import { isInside, type PanePlace } from "./encode-input.ts";

/** Says of each event of the mouse whether it is the pane's: what began outside is not, wherever it goes. */
export function createMouseGate(): (event: MouseEvent, place: PanePlace) => boolean {
  const held = new Set<MouseEvent["button"]>();
  return (event, place) => {
    const { action, button } = event;
    const inside = isInside(event, place);
    if (action === "press" && inside) held.add(button);
    if (action === "press" || action === "wheel") return inside;
    if (action === "move") return button === "none" ? inside : held.has(button);
    // The old form does not tell which button was let go.
    const own = button === "none" ? held.size > 0 : held.has(button);
    if (button === "none") held.clear();
    else held.delete(button);
    return own;
  };
}
