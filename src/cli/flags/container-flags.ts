import type { FlagSpec } from "../command.ts";

const DETACH_KEYS = {
  long: "detach-keys",
  value: "keys",
  description: "Keys that leave the container running (ctrl-p,ctrl-q)",
} as const;

const SIG_PROXY = {
  long: "sig-proxy",
  onByDefault: true,
  description: "Pass signals on to the program (--sig-proxy=false does not)",
} as const;

const NO_TRUNC = { long: "no-trunc", description: "Show everything in full" } as const;
const QUIET_IDS = { long: "quiet", short: "q", description: "Only ids" } as const;
const FORMAT = {
  long: "format",
  value: "format",
  description: "json, table, or a template such as '{{.ID}} {{.Names}}'",
} as const;

export const CREATE_FLAGS = [
  { long: "interactive", short: "i", description: "Keep standard input open" },
  { long: "tty", short: "t", description: "Give it a terminal" },
  { long: "rm", description: "Remove the container when it has ended" },
  { long: "name", value: "name", description: "Name of the container" },
  { long: "env", short: "e", value: "KEY[=value]", many: true, description: "Set an environment variable" },
  {
    long: "env-file",
    value: "file",
    many: true,
    description: "Set the variables that a file lists, one a line",
  },
  { long: "workdir", short: "w", value: "dir", description: "Working directory inside" },
  { long: "user", short: "u", value: "user[:group]", description: "Run as this user (name or number)" },
  { long: "hostname", short: "h", value: "name", description: "Host name inside" },
  { long: "domainname", value: "name", description: "Domain name inside" },
  { long: "entrypoint", value: "program", description: "Replace the image's entrypoint" },
  { long: "memory", short: "m", value: "size", description: "Memory limit, such as 512m" },
  { long: "memory-swap", value: "size", description: "Memory and swap together; -1 for all swap" },
  { long: "memory-reservation", value: "size", description: "Memory that it keeps when memory is short" },
  { long: "memory-swappiness", value: "number", description: "How readily it is swapped out (0 to 100)" },
  { long: "cpus", value: "number", description: "How many cpus, such as 1.5" },
  {
    long: "cpu-shares",
    short: "c",
    value: "shares",
    description: "How much cpu beside others (1024 is as much as anyone)",
  },
  { long: "cpu-quota", value: "microseconds", description: "Cpu time in each period, in place of --cpus" },
  { long: "cpu-period", value: "microseconds", description: "Length of a period (100000)" },
  { long: "cpuset-cpus", value: "list", description: "Cpus that it may use, such as 0-2,7" },
  { long: "cpuset-mems", value: "list", description: "Memory nodes that it may use" },
  { long: "pids-limit", value: "count", description: "How many processes (-1 for no limit)" },
  {
    long: "ulimit",
    value: "NAME=soft[:hard]",
    many: true,
    description: "Limit of each process, such as nofile=1024",
  },
  {
    long: "oom-score-adj",
    value: "score",
    description: "How readily it is killed where memory is short (-1000 to 1000)",
  },
  {
    long: "cap-add",
    value: "capability",
    many: true,
    description: "Give a capability, such as NET_ADMIN, or ALL",
  },
  { long: "cap-drop", value: "capability", many: true, description: "Take a capability away, or ALL" },
  {
    long: "security-opt",
    value: "option",
    many: true,
    description: "no-new-privileges, seccomp=FILE or seccomp=unconfined",
    completes: ["no-new-privileges", "seccomp=unconfined", "seccomp="],
  },
  {
    long: "sysctl",
    value: "NAME=value",
    many: true,
    description: "Kernel setting of the container's own namespaces",
  },
  {
    long: "group-add",
    value: "group",
    many: true,
    description: "One more group of the user (name or number)",
  },
  {
    long: "tmpfs",
    value: "CONT[:options]",
    many: true,
    description: "Put a folder in memory, such as /run:size=64m",
  },
  { long: "shm-size", value: "size", description: "Size of /dev/shm (64m)" },
  { long: "stop-signal", value: "signal", description: "What asks it to end, in place of the image's" },
  { long: "stop-timeout", value: "seconds", description: "How long a stop waits before it kills (10)" },
  { long: "read-only", description: "Make the root file system read-only" },
  {
    long: "volume",
    short: "v",
    value: "SOURCE:CONT[:ro]",
    many: true,
    description: "Show a host path or a volume inside",
  },
  {
    long: "network",
    value: "network",
    description: "none or host",
    completes: ["none", "host"],
  },
  {
    long: "label",
    short: "l",
    value: "KEY[=value]",
    many: true,
    description: "Put a label on the container",
  },
  { long: "label-file", value: "file", many: true, description: "Put the labels on it that a file lists" },
  {
    long: "annotation",
    value: "KEY=value",
    many: true,
    description: "Tell the runtime something, in the spec",
  },
] as const satisfies readonly FlagSpec[];

export const RUN_FLAGS = [
  { long: "detach", short: "d", description: "Run in the background and print the id" },
  ...CREATE_FLAGS,
  DETACH_KEYS,
  SIG_PROXY,
] as const satisfies readonly FlagSpec[];

export const START_FLAGS = [
  { long: "attach", short: "a", description: "Show its output and pass signals on" },
  { long: "interactive", short: "i", description: "Connect standard input too" },
  DETACH_KEYS,
] as const satisfies readonly FlagSpec[];

export const STOP_FLAGS = [
  { long: "timeout", short: "t", value: "seconds", description: "How long to wait before it is killed" },
] as const satisfies readonly FlagSpec[];

export const KILL_FLAGS = [
  { long: "signal", short: "s", value: "signal", description: "Signal to send (KILL)" },
] as const satisfies readonly FlagSpec[];

export const RM_FLAGS = [
  { long: "force", short: "f", description: "Kill it first when it runs" },
  { long: "trash", description: "Keep it for ten minutes, in which wherry undo takes it back" },
] as const satisfies readonly FlagSpec[];

export const EXEC_FLAGS = [
  { long: "detach", short: "d", description: "Run in the background" },
  { long: "interactive", short: "i", description: "Keep standard input open" },
  { long: "tty", short: "t", description: "Give it a terminal" },
  { long: "env", short: "e", value: "KEY[=value]", many: true, description: "Set an environment variable" },
  { long: "workdir", short: "w", value: "dir", description: "Working directory inside" },
  { long: "user", short: "u", value: "user[:group]", description: "Run as this user (name or number)" },
] as const satisfies readonly FlagSpec[];

export const ATTACH_FLAGS = [
  { long: "no-stdin", description: "Do not connect standard input" },
  DETACH_KEYS,
  SIG_PROXY,
] as const satisfies readonly FlagSpec[];

export const PS_FLAGS = [
  { long: "all", short: "a", description: "Those that do not run too" },
  QUIET_IDS,
  NO_TRUNC,
  FORMAT,
  { long: "last", short: "n", value: "count", description: "The newest so many, running or not" },
  { long: "latest", short: "l", description: "The newest one, running or not" },
  {
    long: "filter",
    short: "f",
    value: "KEY=value",
    many: true,
    description: "Only those with this id, name, status, exited, ancestor or label",
  },
] as const satisfies readonly FlagSpec[];

export const LOGS_FLAGS = [
  { long: "follow", short: "f", description: "Go on with what is written from now on" },
  { long: "tail", short: "n", value: "lines", description: "Only the last so many lines (all)" },
  { long: "timestamps", short: "t", description: "Show when each line was written" },
  {
    long: "since",
    value: "time",
    description: "Only from then on: 10m, 2026-01-02T03:04:05Z, or seconds since 1970",
  },
] as const satisfies readonly FlagSpec[];

export const STATS_FLAGS = [
  { long: "all", short: "a", description: "Those that do not run too" },
  { long: "no-stream", description: "Measure once, and do not go on" },
  NO_TRUNC,
  FORMAT,
] as const satisfies readonly FlagSpec[];

export const INSPECT_FLAGS = [
  {
    long: "format",
    short: "f",
    value: "format",
    description: "json, or a template such as '{{.State.Pid}}'",
  },
  {
    long: "type",
    value: "type",
    description: "container or image",
    completes: ["container", "image"],
  },
] as const satisfies readonly FlagSpec[];

export const NO_FLAGS = [] as const satisfies readonly FlagSpec[];
