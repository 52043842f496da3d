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
  enterGoesBack: "enter goes back",
  enterCloses: "enter closes",
  xCloses: "x closes",
  leaves: (prefix: string) => `${prefix} then esc leaves`,
  enterTypes: "enter types",
  comesBack: (prefix: string) => `${prefix} then z comes back`,
  /** While one looks back at what scrolled away. */
  look: {
    back: (back: number, most: number) => `${back} of ${most} back`,
    match: (query: string, at: number, count: number) => `${query}: ${at} of ${count}`,
    characters: (count: number) => counted(count, "character", "characters"),
    lines: (count: number) => counted(count, "line", "lines"),
    keys: {
      select: "select",
      "select-lines": "lines",
      "other-end": "other end",
      copy: "copy",
      search: "search",
      next: "next",
      previous: "previous",
      back: "back",
    },
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
  /** What keys behind the prefix do. */
  commands: {
    leave: { label: "leave", description: "Leave the terminal; the program goes on" },
    zoom: { label: "zoom", description: "Give the program your whole terminal, or take it back" },
    scroll: { label: "scroll", description: "Look back at what scrolled away, and search it" },
    next: { label: "next", description: "Go to the next open terminal, of any container" },
    close: { label: "close", description: "Close this session" },
  },
};
