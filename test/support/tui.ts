import type { TestContext } from "node:test";
import { type Cli, openCli, wherryProgram } from "./cli.ts";
import { openScreen, type Screen } from "./screen.ts";

export interface TuiOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A root of the test's own, and the real TUI on it, each on a pty of its own. */
export interface Tui {
  readonly cli: Cli;
  open(options?: TuiOptions): Screen;
}

/** When the test is over the screens go, then the containers, and nothing may be left. */
export function useTui(t: TestContext): Tui {
  const { cli, close } = openCli();
  const screens: Screen[] = [];
  t.after(async () => {
    await Promise.all(screens.map((screen) => screen[Symbol.asyncDispose]()));
    await close();
  });
  return {
    cli,
    open({ columns = 120, rows = 40, env = {} } = {}) {
      const screen = openScreen({
        file: wherryProgram,
        args: ["--root", cli.root.dataDir],
        columns,
        rows,
        cwd: cli.dir,
        // Whoever runs the tests may have a config of their own.
        env: { XDG_CONFIG_HOME: cli.dir, WHERRY_CONFIG: undefined, ...env },
      });
      screens.push(screen);
      return screen;
    },
  };
}
