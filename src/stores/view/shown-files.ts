import { type FileSource, fileKey, type Thing } from "../details-store.ts";
import type { Subject } from "./listing.ts";
import type { Tab } from "./navigation.ts";
import type { ViewState } from "./view-store.ts";

/** What else than the subject and the tab says which files are shown. */
export type FilesLook = Pick<ViewState, "compared" | "wholeStacks">;

/** The files that a tab shows of a subject; undefined when the tab shows none. */
export function shownFiles(
  subject: Subject,
  tab: Tab,
  { compared, wholeStacks }: FilesLook,
): FileSource | undefined {
  if (subject.of === "volume") {
    return tab === "files" ? { of: "volume", name: subject.volume.name } : undefined;
  }
  const thing = thingOf(subject);
  if (thing === undefined) return undefined;
  if (tab === "compare") {
    const differs = compared !== undefined && fileKey(compared) !== fileKey(thing);
    return differs ? { of: "comparison", before: compared, after: thing } : undefined;
  }
  if (tab !== (subject.of === "container" ? "changes" : "files")) return undefined;
  return wholeStacks && thing.of !== "image" ? { of: "whole", thing } : thing;
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
