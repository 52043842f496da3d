import xterm, { type Terminal } from "@xterm/headless";
import { answerColours } from "./answer-colours.ts";
import { answerPalette } from "./answer-palette.ts";
import { answerVersion } from "./answer-version.ts";
import { type ChildColours, trackColours } from "./child-colours.ts";
import { type ChildModes, trackModes } from "./child-modes.ts";
import { countByGraphemes } from "./graphemes.ts";

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface EmulatorOptions extends TerminalSize {
  /** The program's output begins with what was kept of older output, until OSC 7717 ; live. */
  readonly replay?: boolean;
  /** Whether the person's terminal is light; told to programs that ask for its colours. */
  readonly isLight?: () => boolean;
  /** Answers to the program's questions, to be written to its pty. */
  onReply(bytes: string): void;
  onTitle?(title: string): void;
  onBell?(): void;
  /** Something was parsed; called at most once per slice of output. */
  onChange?(): void;
  /** The program has ended a batch of output, which is on the screen as a whole. */
  onBatchEnd?(): void;
}

/** A terminal without a window: takes a program's output, holds screen, scrollback and modes. */
export interface Emulator extends Disposable {
  readonly terminal: Terminal;
  /** `done` is called once the bytes are on the screen. */
  write(bytes: Uint8Array | string, done?: () => void): void;
  resize(size: TerminalSize): void;
  readonly size: TerminalSize;
  readonly modes: ChildModes;
  readonly colours: ChildColours;
  /** False while old output is replayed. */
  readonly live: boolean;
}

export const SCROLLBACK_ROWS = 2000;

export function createEmulator(options: EmulatorOptions): Emulator {
  const terminal = new xterm.Terminal({
    cols: options.columns,
    rows: options.rows,
    scrollback: SCROLLBACK_ROWS,
    allowProposedApi: true,
    // CSI 18 t: programs on a line without a size of its own ask for it.
    windowOptions: { getWinSizeChars: true },
  });
  countByGraphemes(terminal);
  const modes = trackModes(terminal, () => options.onBatchEnd?.());
  const colours = trackColours(terminal);
  let live = options.replay !== true;
  let disposed = false;
  terminal.parser.registerOscHandler(7717, (data) => {
    if (data === "live") live = true;
    return true;
  });
  // The program that asked during the replay has had its answer long ago; a second one would be typed into it.
  const reply = (bytes: string): void => {
    if (live) options.onReply(bytes);
  };
  terminal.onData(reply);
  answerColours(terminal, options.isLight ?? (() => false), reply);
  answerPalette(terminal, colours, reply);
  answerVersion(terminal, reply);
  terminal.onBell(() => {
    if (live) options.onBell?.();
  });
  terminal.onTitleChange((title) => options.onTitle?.(title));
  terminal.onWriteParsed(() => options.onChange?.());

  return {
    terminal,
    modes,
    colours,
    write(bytes, done) {
      if (disposed) done?.();
      else terminal.write(bytes, done);
    },
    resize({ columns, rows }) {
      if (disposed || (columns === terminal.cols && rows === terminal.rows)) return;
      terminal.resize(columns, rows);
      options.onChange?.();
    },
    get size() {
      return { columns: terminal.cols, rows: terminal.rows };
    },
    get live() {
      return live;
    },
    [Symbol.dispose]() {
      disposed = true;
      terminal.dispose();
    },
  };
}
