import { argument, type CommandEntry, command } from "../command.ts";
import { NO_FLAGS } from "../flags/container-flags.ts";
import { DF_FLAGS, PRUNE_FLAGS, REPORT_FLAGS } from "../flags/system-flags.ts";

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
    name: "df",
    aliases: ["system df"],
    group: "system",
    description: "Show what takes disk space, and how much of it could be had back",
    flags: DF_FLAGS,
    load: () => import("../commands/df.ts"),
  }),
  command({
    name: "prune",
    aliases: ["system prune"],
    group: "system",
    description: "Remove stopped containers, images without a name, and what the trash holds",
    flags: PRUNE_FLAGS,
    load: () => import("../commands/prune.ts"),
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
    args: [argument("[COMMAND...]")],
    flags: NO_FLAGS,
    load: () => import("../commands/help.ts"),
  }),
];
