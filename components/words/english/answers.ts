import type { ContainerActivity } from "../../../src/stores/containers-store.ts";
import { status } from "./containers.ts";
import { counted } from "./plural.ts";

/** Why a key cannot do anything now; the action's label stands before it. */
export const reasons = {
  noContainer: "no container is selected",
  noImage: "no image is selected",
  noFile: "no file is selected",
  nothingSelected: "nothing is selected",
  noLine: "there is no line",
  noSearch: "nothing is searched; / searches",
  nothingMarked: "no container is marked; space marks one",
  busy: (name: string, activity: ContainerActivity) => `${name} is ${status.doing[activity]} already`,
  notRunning: (name: string) => `${name} does not run`,
  isPaused: (name: string) => `${name} is paused; {containers.pause} lets it go on`,
  nothingToFilter: "there is nothing to filter here",
  onlyInLists: "it works in the lists on the side",
  noFilter: "nothing is filtered; / filters",
  noneOfMarked: "it applies to none of what is marked",
  noCommit: "this wherry cannot commit to an image yet",
  noRegistries: "this wherry does not talk to registries yet; {everywhere.load} loads an archive",
  noBuilds: "this wherry does not build yet",
  noSessions:
    "no terminal is open; {containers.attach} attaches to a container, {containers.shell} opens a shell in it",
  noJobs: "no long work is under way",
  noError: "nothing has failed so far",
  writtenLayer: (container: string) =>
    `${container} writes this layer; {containers.shell} on the container opens a shell in it`,
  isDirectory: "it is a directory; a file can be copied out",
  noDiff: "this is no comparison",
  noFileShown: "no file is shown",
  tooNarrow: "the pane is too narrow for it; + makes it wider",
  allIsShown: "all of it is shown already",
  imageHasNoChanges: "a whole image has no changes; look at a layer",
  starterUnderWay: "the starter image is being made already",
  noTerminal: "no terminal is open here; {containers.attach} attaches, {containers.shell} opens a shell",
};

/** What the message line tells when something was done, or could not be. */
export const messages = {
  copiedValue: (name: string) => `copied ${name}`,
  copiedAll: "copied all of it",
  copiedLines: (count: number) => `copied ${counted(count, "line", "lines")}`,
  copiedCharacters: (count: number) => `copied ${counted(count, "character", "characters")}`,
  nothingToCopy: "there is nothing to copy here",
  copiedTo: (path: string) => `copied to ${path}`,
  copiedId: (id: string) => `copied the id ${id}`,
  made: (reference: string | undefined) => `made ${reference ?? "the starter image"}`,
  runsIt: "{images.run-form} runs it",
  loaded: (name: string) => `loaded ${name}`,
  saved: (path: string) => `saved to ${path}`,
  tagged: (name: string, reference: string) => `${name} is ${reference} too`,
  noCommand: (image: string) => `${image} does not say what to run`,
  typeACommand: "press {images.run-form} and type a command",
  theme: (name: string) => `theme: ${name}`,
  details: "details",
  dismiss: "dismiss",
};
