import type { FileSource } from "../details-store.ts";
import type { Subject } from "./listing.ts";
import type { Tab } from "./navigation.ts";

/** The files that a tab shows of a subject; undefined when the tab shows none. */
export function shownFiles(subject: Subject, tab: Tab): FileSource | undefined {
  if (subject.of === "container" && tab === "changes") {
    return { of: "container", containerId: subject.container.id };
  }
  if (subject.of === "image" && tab === "files") return { of: "image", imageId: subject.image.id };
  if (subject.of === "layer" && tab === "files") {
    return { of: "layer", imageId: subject.imageId, index: subject.layer.index };
  }
  return undefined;
}
