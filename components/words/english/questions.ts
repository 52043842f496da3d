import type { Kind } from "../../../src/stores/jobs-store.ts";
import { counted, plural } from "./plural.ts";

export const kinds: Readonly<Record<Kind, (count: number) => string>> = {
  containers: (count) => counted(count, "container", "containers"),
  images: (count) => counted(count, "image", "images"),
  volumes: (count) => counted(count, "volume", "volumes"),
};

/** Questions that are answered with yes or no. */
export const questions = {
  removeTitle: (name: string) => `Remove ${name}?`,
  removeManyTitle: (kind: Kind, count: number) => `Remove ${kinds[kind](count)}?`,
  stopManyTitle: (count: number) => `Stop ${kinds.containers(count)}?`,
  restartManyTitle: (count: number) => `Restart ${kinds.containers(count)}?`,
  andMore: (names: string, more: number) => `${names}, and ${more} more`,
  remove: "remove",
  stop: "stop",
  restart: "restart",
  keep: "keep",
  killAndRemove: "kill and remove",
  runsAndIsKilled: "It runs: it is killed first, without being asked to end.",
  runAndAreKilled: (count: number, names: string) =>
    `${count} of them ${plural(count, "runs and is", "run and are")} killed first, without being asked to end: ${names}.`,
  allRunAndAreKilled: "All of them run and are killed first, without being asked to end.",
  inTrash: (count: number): string =>
    count === 1
      ? "What it wrote and its log go too; volumes stay. For ten minutes {containers.undo} brings all of it back, stopped; {confirm.further} removes it for good."
      : "What they wrote and their logs go too; volumes stay. For ten minutes {containers.undo} brings all of them back, stopped; {confirm.further} removes them for good.",
  forGood: "for good",
  stopsMany:
    "Each is asked to end, and killed if it has not after ten seconds. What they wrote stays; {containers.stop} starts them again.",
  restartsMany:
    "Each is asked to end, killed if it has not after ten seconds, and started again. What they wrote stays.",
  allNamesGo: (count: number, images: number) =>
    `All ${count} of ${plural(images, "its", "their")} names go.`,
  volumesGo: (count: number) =>
    `All files in ${plural(count, "it", "them")} go too. This cannot be taken back.`,
  volumeInUse: (volume: string, containers: string) => `${volume} stays: it is used by ${containers}.`,
  volumesInUse: (count: number, volumes: string) => `${count} stay, for containers use them: ${volumes}.`,
  layersGo: "Layers that no other image needs go too. This cannot be taken back.",
  inUse: (image: string, containers: string) =>
    `${image} stays: remove first what was made from it: ${containers}.`,
  manyInUse: (count: number, images: string) =>
    `${count} stay, for containers were made from them: ${images}.`,
  removedContainer: (id: string) => `${id}, in the trash`,
};
