import { argument, type CommandEntry, command } from "../command.ts";
import {
  NAMED_INSPECT_FLAGS,
  NAMED_LIST_FLAGS,
  VOLUME_CREATE_FLAGS,
  VOLUME_PRUNE_FLAGS,
  VOLUME_RM_FLAGS,
} from "../flags/volume-flags.ts";

/** Commands of two words, as Docker has them. */
export const VOLUME_COMMANDS: readonly CommandEntry[] = [
  command({
    name: "volume create",
    group: "volumes",
    description: "Make a volume",
    args: [argument("[VOLUME]")],
    flags: VOLUME_CREATE_FLAGS,
    load: () => import("../commands/volume/create.ts"),
  }),
  command({
    name: "volume ls",
    aliases: ["volume list"],
    group: "volumes",
    description: "List volumes",
    flags: NAMED_LIST_FLAGS,
    load: () => import("../commands/volume/ls.ts"),
  }),
  command({
    name: "volume inspect",
    group: "volumes",
    description: "Show all that is known of volumes, as JSON",
    args: [argument("VOLUME...", "volumes")],
    flags: NAMED_INSPECT_FLAGS,
    load: () => import("../commands/volume/inspect.ts"),
  }),
  command({
    name: "volume rm",
    aliases: ["volume remove"],
    group: "volumes",
    description: "Remove volumes with their files",
    args: [argument("VOLUME...", "volumes")],
    flags: VOLUME_RM_FLAGS,
    load: () => import("../commands/volume/rm.ts"),
  }),
  command({
    name: "volume prune",
    group: "volumes",
    description: "Remove the volumes that no container uses",
    flags: VOLUME_PRUNE_FLAGS,
    load: () => import("../commands/volume/prune.ts"),
  }),
  command({
    name: "network ls",
    aliases: ["network list"],
    group: "networks",
    description: "List networks",
    flags: NAMED_LIST_FLAGS,
    load: () => import("../commands/network/ls.ts"),
  }),
  command({
    name: "network inspect",
    group: "networks",
    description: "Show all that is known of networks, as JSON",
    args: [argument("NETWORK...", ["host", "none"])],
    flags: NAMED_INSPECT_FLAGS,
    load: () => import("../commands/network/inspect.ts"),
  }),
];
