import { type FileSource, fileKey, type Thing } from "../details-store.ts";
import type { Subject } from "./listing.ts";
import type { Tab } from "./navigation.ts";

/** The files that a tab shows of a subject; undefined when the tab shows none. `compared`: what a comparison is with. */
export function shownFiles(subject: Subject, tab: Tab, compared?: Thing): FileSource | undefined {
  if (subject.of === "volume") {
    return tab === "files" ? { of: "volume", name: subject.volume.name } : undefined;
  }
  const thing = thingOf(subject);
  if (thing === undefined) return undefined;
  if (tab === "compare") {
    const differs = compared !== undefined && fileKey(compared) !== fileKey(thing);
    return differs ? { of: "comparison", before: compared, after: thing } : undefined;
  }
  return tab === (subject.of === "container" ? "changes" : "files") ? thing : undefined;
}

/** The subject as something that has files. */
export function thingOf(subject: Subject): Thing | undefined {
  switch (subject.of) {
    case "container":
      return { of: "container", containerId: subject.container.id };
    case "image":
      return { of: "image", imageId: subject.image.id };
    case "layer":
      return { of: "layer", imageId: subject.imageId, index: subject.layer.index };
    case "upper":
      return { of: "container", containerId: subject.upper.container.id };
    case "volume":
    case "network":
    case "nothing":
      return undefined;
  }
}

/** The stack whose waste is shown for the subject. */
export function stackOf(subject: Subject): Thing | undefined {
  return subject.of === "layer" ? { of: "image", imageId: subject.imageId } : thingOf(subject);
}
