import { counted, plural } from "./plural.ts";

export const header = {
  running: (count: number) => `${count} running`,
  paused: (count: number) => `${count} paused`,
  created: (count: number) => `${count} created`,
  stopped: (count: number) => `${count} stopped`,
  images: (count: number, size: string) => `${counted(count, "image", "images")} ${size}`,
  opening: "opening…",
  notOpen: "not open",
  rootless: "rootless",
  root: "root",
  doctor: (found: string) => `doctor: ${found}`,
  doctorOk: "ok",
  config: (line: number | undefined, count: number) =>
    count === 1 && line !== undefined
      ? `config line ${line}`
      : `config (${counted(count, "error", "errors")})`,
  lacks: (count: number) => counted(count, "lack", "lacks"),
};

export const panels = {
  containers: "Containers",
  images: "Images",
  layers: "Layers",
  volumes: "Volumes",
  networks: "Networks",
};

/** The main pane's tabs. */
export const tabs = {
  terminal: "Terminal",
  logs: "Logs",
  stats: "Stats",
  processes: "Processes",
  isolation: "Isolation",
  changes: "Changes",
  files: "Files",
  users: "Users",
  inspect: "Inspect",
  history: "History",
  command: "Command",
  waste: "Waste",
  compare: "Compare",
};

/** Where keys count, as headings of the help. */
export const places = {
  containers: "Containers",
  images: "Images",
  layers: "Layers",
  volumes: "Volumes",
  files: "Files",
  logs: "Logs",
  stats: "Stats",
  processes: "Processes",
  isolation: "Isolation",
  inspect: "Inspect",
  terminal: "Terminal",
  everywhere: "Everywhere",
  viewer: "A file",
  waste: "Waste",
  history: "History",
  prefix: "While a program has the keys",
  ended: "Ended terminals",
  look: "Scrollback",
  dialogs: "Dialogs",
  help: "Help",
  doctor: "Doctor",
  error: "Errors",
  confirm: "Questions",
  jobs: "Jobs",
  sessions: "Open terminals",
};

/** What a list or a pane says in place of its rows, and where in them one stands. */
export const lists = {
  loading: "loading…",
  unreadable: "cannot be read",
  noneFits: "none fits the filter",
  noneYet: "none yet",
  none: "none",
  position: (at: number, count: number) => `${at} of ${count}`,
  marked: (count: number) => `${count} marked`,
  /** What a list is sorted by. */
  columns: {
    age: "age",
    name: "name",
    status: "status",
    image: "image",
    size: "size",
    layers: "layers",
    number: "number",
    command: "command",
    users: "users",
  },
};

export const images = {
  layers: (count: number) => counted(count, "layer", "layers"),
};

/** Who uses a volume, or is on a network. */
export const users = {
  count: (count: number) => (count === 0 ? "unused" : counted(count, "user", "users")),
  members: (count: number) => (count === 0 ? "nobody" : counted(count, "container", "containers")),
  noUsers: "No container uses it.",
  noMembers: "No container is on it.",
  readOnly: "read-only",
  inTrash: "in the trash",
};

export const layers = {
  /** Of an image, or of a container's stack. */
  titleOf: (name: string) => `Layers of ${name}`,
  narrowTitleOf: (name: string) => `Layers ${name}`,
  /** The live top layer of a container's stack. */
  writtenBy: (container: string) => `written by ${container}`,
  noInstruction: "(no instruction)",
  facts: {
    number: "number",
    size: "size",
    packed: (size: string) => `${size} packed`,
    files: "files",
    created: "created",
    digest: "digest",
    diffId: "diff id",
    chainId: "chain id",
    container: "container",
    image: "image",
  },
};

export const logs = {
  nothing: "It has written nothing so far.",
  noneFits: "No line fits.",
  following: "following",
  merged: (count: number) => `${count} logs`,
  only: (stream: string) => `${stream} only`,
  filtered: (text: string) => `lines with ${text}`,
  wrong: (text: string) => `${text} is not finished`,
  looking: (share: string) => `looking… ${share}`,
  notFound: "not found",
  found: (count: number) => `${count} found`,
  counting: (count: number, share: string) => `${count} found so far, ${share}`,
  wrapped: "(from the other end)",
  lines: (count: number) => `${count} ${plural(count, "line", "lines")}`,
  line: (at: number, count: number) => `line ${at} of ${count}`,
  follows: "{logs.follow} follows",
};

/** The main pane while nothing is selected. */
export const welcome = {
  looking: "looking…",
  nothingFits: "Nothing fits the filter.",
  clearsIt: "clears it",
  nothingYet: "Nothing here yet. Start with an image:",
  makeStarter: "make the starter image from this machine's programs",
  makeStarterWith: "the same with programs of your choice",
  pullLater: "later: pull one from a registry",
  buildLater: "later: build one from a Dockerfile",
  doctor: "what this machine has and lacks",
  loadArchive: "load an archive (docker save, podman save, OCI)",
  allKeys: "all keys",
  leave: "leave",
  noContainers: "No containers yet.",
  goToImages: "go to the images; there, {images.run-form} runs one",
  nothingSelected: "Nothing is selected.",
};

export const screen = {
  tooSmall: (least: string, now: string) => `wherry needs ${least}; this is ${now}`,
};
