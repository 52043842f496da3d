import type { CommandEntry } from "../command.ts";
import { CONTAINER_COMMANDS } from "./container-commands.ts";
import { IMAGE_COMMANDS } from "./image-commands.ts";
import { SYSTEM_COMMANDS } from "./system-commands.ts";
import { VOLUME_COMMANDS } from "./volume-commands.ts";

/** Every command there is. */
export const COMMANDS: readonly CommandEntry[] = [
  ...CONTAINER_COMMANDS,
  ...IMAGE_COMMANDS,
  ...VOLUME_COMMANDS,
  ...SYSTEM_COMMANDS,
];
