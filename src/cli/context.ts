import type { StoreRoot } from "../base/store-root.ts";
import type { Engine } from "../engine/engine.ts";
import type { CommandContext, CommandEntry } from "./command.ts";

/** The context of one command: opens the engine when it is first asked for, and closes it once. */
export function openContext(given: {
  root: StoreRoot;
  env: Readonly<Record<string, string | undefined>>;
  commands: readonly CommandEntry[];
}): CommandContext {
  let opened: Promise<Engine> | undefined;
  return {
    ...given,
    engine: () => {
      opened ??= open(given.root);
      return opened;
    },
    close: async () => {
      const open = opened;
      opened = undefined;
      // An engine that could not open has been reported already.
      const engine = await open?.catch(() => undefined);
      await engine?.[Symbol.asyncDispose]();
    },
  };
}

async function open(root: StoreRoot): Promise<Engine> {
  const { openEngine } = await import("../engine/open-engine.ts");
  return openEngine({ root });
}
