import { argument, type CommandEntry, command } from "../command.ts";
import { NO_FLAGS } from "../flags/container-flags.ts";
import { REPORT_FLAGS } from "../flags/system-flags.ts";

export const SYSTEM_COMMANDS: readonly CommandEntry[] = [
  command({
    name: "doctor",
    group: "system",
    description: "Check what this machine offers, and say how to mend what it lacks",
    flags: REPORT_FLAGS,
    load: () => import("../commands/doctor.ts"),
  }),
  command({
    name: "info",
    group: "system",
    description: "Show where Wherry keeps its data and what it runs on",
    flags: REPORT_FLAGS,
    load: () => import("../commands/info.ts"),
  }),
  command({
    name: "version",
    group: "system",
    description: "Show the version",
    flags: REPORT_FLAGS,
    load: () => import("../commands/version.ts"),
  }),
  command({
    name: "completion",
    group: "system",
    description: "Print the completion script of a shell",
    args: [argument("bash|zsh|fish", ["bash", "zsh", "fish"])],
    flags: NO_FLAGS,
    load: () => import("../commands/completion.ts"),
  }),
  command({
    name: "help",
    group: "system",
    description: "Explain a command",
    args: [argument("[COMMAND]")],
    flags: NO_FLAGS,
    load: () => import("../commands/help.ts"),
  }),
];
