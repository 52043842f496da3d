import type { CommandSummary } from "../../src/base/command-summary.ts";
import { joinWords } from "../../src/base/shell-words.ts";
import type { Action } from "../keymap/action.ts";
import { startCommand } from "../overlays/command-run.ts";
import type { Palette } from "../overlays/palette.ts";
import type { Desk } from "./desk.ts";
import { paletteEntries } from "./palette-entries.ts";

export function createPalette(
  desk: Desk,
  actions: readonly Action[],
  commands: readonly CommandSummary[],
): Palette {
  const { stores, words } = desk;
  return {
    entries: () =>
      paletteEntries({ actions, commands, words, navigation: stores.view.store.getState().navigation }),
    history: [],
  };
}

/** Runs a command of the command line over the screen; keys that are typed meanwhile are its own. */
export async function runCommand(desk: Desk, words: readonly string[]): Promise<void> {
  const { stores, overlays, program, size, ahead } = desk;
  await stores.messages.attempt("run", () =>
    ahead.during(async () => {
      const command = { file: program.file, args: [...program.args, ...words] };
      const line = joinWords(["wherry", ...words]);
      const run = await startCommand({ line, command, screen: size.getState(), keys: desk });
      overlays.setState({ overlay: { kind: "command", run } });
    }),
  );
}
