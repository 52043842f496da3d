import type { ContainerActivity } from "../../../src/stores/containers-store.ts";
import { counted } from "./plural.ts";

const doing: Readonly<Record<ContainerActivity, string>> = {
  starting: "starting",
  stopping: "stopping",
  restarting: "restarting",
  killing: "killing",
  signalling: "signalling",
  pausing: "pausing",
  unpausing: "going on",
  removing: "removing",
  renaming: "renaming",
};

/** States of a container; at most twelve columns, `narrow` at most nine. */
export const status = {
  created: "created",
  up: (age: string) => `up ${age}`,
  exited: (code: number) => `exited (${code})`,
  outOfMemory: "out of mem",
  failed: "failed",
  paused: "paused",
  /** An ellipsis follows. */
  doing,
  narrow: {
    up: (age: string) => `up ${age}`,
    exited: (code: number) => `exit ${code}`,
    outOfMemory: "no memory",
  },
};

/** Units of a span of time, set right behind its number. */
export const ages = { second: "s", minute: "m", hour: "h", day: "d", week: "w", month: "mo", year: "y" };

export const terminal = {
  mainSession: "main",
  exited: (code: number) => `exited (${code})`,
  ended: (code: number) => `ended (${code})`,
  /** A shell that its container's end has killed. */
  exitedWithContainer: (code: number) => `exited (${code}) with its container`,
  goesBack: (key: string) => `${key} goes back`,
  closes: (key: string) => `${key} closes`,
  leaves: (prefix: string) => `${prefix} then {prefix.leave} leaves`,
  types: (key: string) => `${key} types`,
  comesBack: (prefix: string) => `${prefix} then {prefix.zoom} comes back`,
  /** While one looks back at what scrolled away. */
  look: {
    back: (back: number, most: number) => `${back} of ${most} back`,
    match: (query: string, at: number, count: number) => `${query}: ${at} of ${count}`,
    characters: (count: number) => counted(count, "character", "characters"),
    lines: (count: number) => counted(count, "line", "lines"),
  },
  endedAgo: (age: string) => `ended ${age} ago`,
  attach: "attach to its terminal",
  shell: "open one more shell in it",
  logs: "show what it wrote",
  stop: "stop it",
  unpause: "let it go on",
  start: "start it",
  startAgain: "start it again",
  remove: "remove it",
};
