import type { ActionId } from "../words/words.ts";

export const PRESET_NAMES = ["default", "lazydocker", "k9s"] as const;

export type PresetName = (typeof PRESET_NAMES)[number];

/** Keys that take the place of an action's own. */
export type Keys = Readonly<Partial<Record<ActionId, readonly string[]>>>;

/** The keys of other programs, as far as an action here does what their key does. What they have no key for stays. */
export const PRESETS: Readonly<Record<PresetName, Keys>> = {
  default: {},
  // https://github.com/jesseduffield/lazydocker/blob/master/docs/keybindings/Keybindings_en.md
  lazydocker: {
    "containers.shell": ["E"],
    "containers.shell-as": ["e"],
    "layers.shell": ["E"],
    "containers.logs": ["m"],
    "everywhere.help": ["?", "x"],
    "everywhere.quit": ["q", "ctrl-c"],
  },
  // https://k9scli.io/topics/commands
  k9s: {
    "containers.shell": ["s"],
    "layers.shell": ["s"],
    "containers.logs": ["l"],
    "containers.stop": ["S"],
    "containers.remove": ["ctrl-d"],
    "containers.kill": ["ctrl-k"],
    "images.remove": ["ctrl-d"],
    "volumes.remove": ["ctrl-d"],
    "everywhere.palette": [":", "ctrl-a"],
    "everywhere.page-down": ["ctrl-f", "pagedown"],
    "everywhere.page-up": ["ctrl-b", "pageup"],
    "everywhere.back": ["esc", "q"],
    "everywhere.quit": ["ctrl-c"],
  },
};
