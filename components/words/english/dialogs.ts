import { kindOf, MANY_VERBS, type Work } from "../../../src/stores/jobs-store.ts";
import type { StoreWords } from "../../../src/stores/stores.ts";
import { counted } from "./plural.ts";
import { kinds } from "./questions.ts";

/** What keys do in the borders of dialogs, and their fixed titles. */
export const dialogs = {
  close: "close",
  hide: "hide",
  keep: "keep",
  clear: "clear",
  move: "move",
  doIt: "do it",
  goOn: "complete",
  why: "why",
  dismiss: "dismiss",
  cancel: "cancel",
  help: "Keys",
  filter: "filter",
  elsewhere: (place: string) => `In ${place}`,
  error: "What went wrong",
  because: (cause: string) => `because: ${cause}`,
};

/** The command palette, and what runs from it. */
export const palette = {
  title: "Commands",
  run: "run",
  complete: "complete",
  history: "the last ones",
  search: "search",
  nothing: "nothing fits",
  elsewhere: (place: string) => `counts in ${place} only`,
};

/** Questions that are answered with a line of text. `wanted`: said of an empty one. */
export const prompts = {
  rename: { title: (name: string) => `Rename ${name}`, hint: "letters, digits, _ . and -" },
  nameTaken: (name: string) => `the name ${name} is in use`,
  tag: {
    title: (image: string) => `Tag ${image}`,
    hint: "a name such as team/app:1.2",
    wanted: "write a name",
  },
  volume: { title: "Create a volume", hint: "letters, digits, _ . and -", wanted: "write a name" },
  save: {
    title: (image: string) => `Save ${image}`,
    hint: (dir: string) => `a file that is not there yet; from ${dir}`,
    wanted: "write the path of a file",
  },
  saveLog: { title: "Save the log" },
  copyOut: {
    title: (path: string) => `Copy ${path} out`,
    hint: (dir: string) => `a path on this machine where nothing stands, or a folder; from ${dir}`,
    wanted: "write a path",
  },
  starter: {
    title: "Starter image with more programs",
    hint: "names on the PATH or paths, such as python3 vim /opt/tool",
    wanted: "write a program's name; {everywhere.starter} makes it with the usual ones",
  },
  load: {
    title: "Load an archive",
    hint: (dir: string) => `path of a file, or of an OCI layout's folder; from ${dir}`,
    wanted: "write the path of an archive",
  },
};

/** The form in which a container is asked for. */
export const form = {
  title: (image: string) => `Run ${image}`,
  starting: "starting…",
  start: "start",
  nextField: "next field",
  close: "close",
  labels: {
    command: "Command",
    name: "Name",
    tty: "Terminal",
    environment: "Environment",
    memory: "Memory",
    cpus: "CPUs",
  },
  placeholders: {
    command: "what to run, such as sh",
    name: "one is chosen for you",
    environment: "KEY=value OTHER='two words'",
    memory: "no limit; 512m, 1.5g",
    cpus: "no limit; 0.5, 2",
  },
  yes: "yes",
  no: "no",
  spaceChanges: "space changes it",
  as: (user: string) => `as ${user}`,
  in: (dir: string) => `in ${dir}`,
  withSet: (names: string) => `with ${names} set`,
  problems: {
    openQuote: (quote: string) => `the quote ${quote} is not closed`,
    noCommand: "say what to run, such as sh",
    name: "at least two of letters, digits, _ . and -, a letter or digit first",
    environment: (word: string) => `${word} is not KEY=value`,
    leastMemory: (least: string) => `the least is ${least}`,
    memory: "write a number with b, k, m or g behind it, such as 512m",
    cpus: "write a number of cpus, such as 1.5",
  },
};

/** The form in which one more process in a container is asked for. */
export const sessionForm = {
  title: (container: string) => `One more process in ${container}`,
  note: "what stays empty is the container's own",
  yes: "open",
  doing: "opening…",
  labels: { command: "Command", user: "User", directory: "Directory" },
  placeholders: {
    command: "the best shell it has; top, psql -U app",
    user: "name or uid, name:group, uid:gid",
    directory: "a path in the container, such as /srv",
  },
  problems: { directory: "write a path from the root on, such as /srv" },
};

/** The list of terminals. */
export const sessions = {
  title: "Terminals",
  none: "no terminal is open",
  open: "open",
  goes: "go there",
};

/** What the machine has. The findings themselves are the engine's. */
export const doctor = {
  title: "Doctor",
  looking: "looking at this machine…",
  verdicts: { ok: "ok", degraded: "degraded", missing: "missing" },
};

/** Long work. */
export const jobs = {
  title: "Long work",
  none: "nothing is under way",
  label: (work: Work): string => {
    switch (work.kind) {
      case "starter":
        return "starter image";
      case "load":
        return `load ${work.path}`;
      case "save-log":
        return `save the log to ${work.path}`;
      case "save":
        return `save ${work.image}`;
      case "many":
        return `${MANY_VERBS[work.activity]} ${kinds[kindOf(work.activity)](work.count)}`;
    }
  },
  failed: (label: string) => `${label} failed`,
  starting: "starting",
  cancelling: "cancelling",
  /** What the engine says that it does, and with which part: "layer 2 of 3". */
  phase: (phase: string) => phase,
  item: (item: string) => item,
  doneOf: (done: string, total: string) => `${done} of ${total}`,
  speed: (size: string) => `${size}/s`,
  left: (age: string) => `${age} left`,
  soFar: (age: string) => `${age} so far`,
  earlierSteps: (count: number) => `${counted(count, "step", "steps")} before`,
};

export const stores: StoreWords = {
  undone: ({ container: { name }, formerName }) =>
    name === formerName ? `${name} is back` : `${formerName} is back as ${name}: its name is in use`,
  nothingRemoved: "no removal is left to take back",
  done: (work) => `done: ${jobs.label(work)}`,
  cancelled: (work) => `cancelled: ${jobs.label(work)}`,
};
