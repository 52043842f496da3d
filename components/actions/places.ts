import type { Navigation } from "../../src/stores/view/navigation.ts";
import type { Overlay } from "../overlays/overlay.ts";

/** Where keys count now, the nearest place first. */
export function placesOf(navigation: Navigation, overlay: Overlay | undefined): readonly string[] {
  if (overlay !== undefined) return [overlay.kind];
  const { focus, panel } = navigation;
  if (focus === "terminal") return ["captured"];
  if (focus === "side") return [panel, "everywhere"];
  if (navigation.viewing) return ["viewer", panel, "everywhere"];
  const tab = navigation.tabs[panel];
  return [tab === "changes" || tab === "compare" ? "files" : tab, panel, "everywhere"];
}
