import { Writable } from "node:stream";
import xterm from "@xterm/headless";
import { render } from "ink";
import { createStore } from "zustand/vanilla";
import { App } from "../../components/app.tsx";
import { countByGraphemes } from "../../components/terminal/graphemes.ts";
import type { TestDesk } from "./desk.ts";
import { type Cell, readCells } from "./screen.ts";

/** The app of a desk, drawn into an emulator as Ink draws it into a terminal. */
export interface Drawing extends Disposable {
  resize(columns: number, rows: number): void;
  /** Resolves with what the emulator shows of all that was written so far. */
  cells(): Promise<Cell[][]>;
}

/** `clockMs` is the time that ages are drawn from, `beatMs` that of what moves; neither goes on. */
export function draw(
  { desk, actions, palette }: TestDesk,
  { clockMs, beatMs }: { readonly clockMs: number; readonly beatMs: number },
): Drawing {
  const { columns, rows } = desk.size.getState();
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  countByGraphemes(terminal);
  const stdout = Object.assign(
    new Writable({
      write(bytes, _encoding, written) {
        terminal.write(bytes);
        written();
      },
    }),
    { columns, rows, isTTY: true },
  );
  const ui = {
    ...desk,
    actions,
    palette,
    clock: createStore(() => clockMs),
    beat: createStore(() => beatMs),
    configProblems: [],
  };
  const screen = render(<App ui={ui} themes={desk.themes} />, {
    // Ink asks of it no more than this.
    stdout: stdout as unknown as NodeJS.WriteStream,
    alternateScreen: true,
    interactive: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    resize(columns, rows) {
      Object.assign(stdout, { columns, rows });
      terminal.resize(columns, rows);
      stdout.emit("resize");
      desk.size.setState({ columns, rows }, true);
    },
    async cells() {
      await new Promise<void>((resolve) => terminal.write("", resolve));
      return readCells(terminal);
    },
    [Symbol.dispose]() {
      screen.unmount();
      terminal.dispose();
    },
  };
}
