import { setTimeout as delay } from "node:timers/promises";
import xterm, { type IBufferCell, type Terminal } from "@xterm/headless";
import { spawn } from "node-pty";
import { answerColours } from "../../components/terminal/answer-colours.ts";
import { countByGraphemes } from "../../components/terminal/graphemes.ts";

export interface ScreenOptions {
  readonly file: string;
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** Added to this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Cell {
  readonly text: string;
  readonly width: number;
  /** Colours and attributes, readable in a failing comparison: "bold fg=2". Empty for a plain cell. */
  readonly style: string;
}

/** A real program on a real pty, seen through an emulator: what a person at that terminal would see and do. */
export interface Screen extends AsyncDisposable {
  readonly pid: number;
  readonly columns: number;
  readonly rows: number;
  /** Waits until the screen shows the text, matches, or makes the predicate true. Fails with the screen's picture. */
  waitFor(what: string | RegExp | ((screen: Screen) => boolean), options?: WaitOptions): Promise<Screen>;
  /** Waits until nothing of the text is on the screen. */
  waitForGone(what: string | RegExp, options?: WaitOptions): Promise<Screen>;
  /** Presses keys by name: "enter", "ctrl-]", "shift-tab", "f5", "G". */
  press(...keys: readonly string[]): Screen;
  /** Sends bytes as they are. */
  type(bytes: string | Uint8Array): Screen;
  /** Sends text as the terminal sends a paste. */
  paste(text: string): Screen;
  resize(columns: number, rows: number): Screen;
  /** The text of one row from 0, without the spaces at its end. */
  row(y: number): string;
  /** All rows, joined with newlines. */
  text(): string;
  /** The cells of a part of the screen, row by row. */
  cells(area?: Area): Cell[][];
  readonly cursor: { readonly x: number; readonly y: number; readonly visible: boolean };
  /** How many chunks of output came so far, and how many bytes. */
  readonly output: { readonly chunks: number; readonly bytes: number };
  /** The last 64 KiB of output as they came, one character for each byte. */
  readonly raw: string;
  readonly modes: { readonly mouse: string; readonly bracketedPaste: boolean; readonly alternate: boolean };
  readonly title: string;
  /** Resolves when the program has ended and its last output is on the screen. */
  exit(options?: WaitOptions): Promise<{ code: number; signal: number }>;
  kill(signal?: string): Screen;
}

interface Area {
  readonly x?: number;
  readonly y?: number;
  readonly columns?: number;
  readonly rows?: number;
}

export interface WaitOptions {
  readonly timeoutMs?: number;
}

export function openScreen(options: ScreenOptions): Screen {
  const { columns = 80, rows = 24 } = options;
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true });
  countByGraphemes(terminal);
  const env = {
    ...process.env,
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    LANG: "C.UTF-8",
    LC_ALL: undefined,
    LC_MESSAGES: undefined,
    ...options.env,
  };
  const defined = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
  const pty = spawn(options.file, [...(options.args ?? [])], {
    name: String(env.TERM),
    cols: columns,
    rows,
    cwd: options.cwd ?? process.cwd(),
    env: defined,
    encoding: null,
  });
  let visible = true;
  let title = "";
  let output = { chunks: 0, bytes: 0 };
  let raw = "";
  let exited: { code: number; signal: number } | undefined;
  const cursorMode = (on: boolean) => (parameters: (number | number[])[]) => {
    if (parameters.includes(25)) visible = on;
    return false;
  };
  terminal.parser.registerCsiHandler({ prefix: "?", final: "h" }, cursorMode(true));
  terminal.parser.registerCsiHandler({ prefix: "?", final: "l" }, cursorMode(false));
  terminal.onTitleChange((text) => {
    title = text;
  });
  terminal.onData((reply) => {
    if (exited === undefined) pty.write(reply);
  });
  // As a dark terminal does; programs choose their colours by it.
  answerColours(
    terminal,
    () => false,
    (reply) => exited ?? pty.write(reply),
  );
  pty.onData((data) => {
    const bytes = data as unknown as Uint8Array;
    output = { chunks: output.chunks + 1, bytes: output.bytes + bytes.length };
    raw = (raw + Buffer.from(bytes).toString("latin1")).slice(-64 * 1024);
    terminal.write(bytes);
  });
  pty.onExit(({ exitCode, signal }) => {
    terminal.write("", () => {
      exited = { code: exitCode, signal: signal ?? 0 };
    });
  });
  const send = (bytes: string | Uint8Array): void => {
    if (exited === undefined) pty.write(typeof bytes === "string" ? bytes : Buffer.from(bytes));
  };

  const screen: Screen = {
    pid: pty.pid,
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    async waitFor(what, { timeoutMs = 15_000 } = {}) {
      await until(
        () => shows(screen, what),
        timeoutMs,
        () => `waiting for ${describe(what)}\n${picture(screen, exited)}`,
      );
      return screen;
    },
    async waitForGone(what, { timeoutMs = 15_000 } = {}) {
      const gone = (): boolean => !shows(screen, what);
      await until(gone, timeoutMs, () => `waiting for ${describe(what)} to go\n${picture(screen, exited)}`);
      return screen;
    },
    press(...keys) {
      for (const key of keys) send(keyBytes(key, terminal.modes.applicationCursorKeysMode));
      return screen;
    },
    type(bytes) {
      send(bytes);
      return screen;
    },
    paste(text) {
      send(terminal.modes.bracketedPasteMode ? `\x1b[200~${text}\x1b[201~` : text);
      return screen;
    },
    resize(width, height) {
      terminal.resize(width, height);
      if (exited === undefined) pty.resize(width, height);
      return screen;
    },
    row(y) {
      const { baseY } = terminal.buffer.active;
      return terminal.buffer.active.getLine(baseY + y)?.translateToString(true, 0, terminal.cols) ?? "";
    },
    text() {
      return Array.from({ length: terminal.rows }, (_, y) => screen.row(y)).join("\n");
    },
    cells: (area) => readCells(terminal, area),
    get cursor() {
      const { cursorX, cursorY } = terminal.buffer.active;
      return { x: cursorX, y: cursorY, visible };
    },
    get output() {
      return output;
    },
    get raw() {
      return raw;
    },
    get modes() {
      return {
        mouse: terminal.modes.mouseTrackingMode,
        bracketedPaste: terminal.modes.bracketedPasteMode,
        alternate: terminal.buffer.active.type === "alternate",
      };
    },
    get title() {
      return title;
    },
    async exit({ timeoutMs = 15_000 } = {}) {
      await until(
        () => exited !== undefined,
        timeoutMs,
        () => `waiting for the program to end\n${picture(screen, exited)}`,
      );
      return exited!;
    },
    kill(signal = "SIGKILL") {
      if (exited === undefined) pty.kill(signal);
      return screen;
    },
    async [Symbol.asyncDispose]() {
      if (exited === undefined) {
        pty.kill("SIGKILL");
        await until(
          () => exited !== undefined,
          15_000,
          () => `waiting for process ${pty.pid} to die`,
        );
      }
      terminal.dispose();
    },
  };
  return screen;
}

/** The cells that an emulator shows, or a part of them, row by row. */
export function readCells(terminal: Terminal, area: Area = {}): Cell[][] {
  const { x = 0, y = 0, columns = terminal.cols - x, rows = terminal.rows - y } = area;
  const { active } = terminal.buffer;
  return Array.from({ length: rows }, (_, row) => {
    const line = active.getLine(active.baseY + y + row);
    return Array.from({ length: columns }, (_, column) => toCell(line?.getCell(x + column)));
  });
}

/** The bytes that an xterm sends for a key. */
function keyBytes(key: string, applicationCursor: boolean): string {
  const known = KEYS[key];
  if (known !== undefined) return applicationCursor ? known.replace(/^\x1b\[(?=[A-H]$)/, "\x1bO") : known;
  if (key.startsWith("ctrl-") && key.length === 6)
    return String.fromCharCode(key.toUpperCase().charCodeAt(5) & 0x1f);
  if (key.startsWith("alt-")) return `\x1b${keyBytes(key.slice(4), false)}`;
  if ([...key].length === 1) return key;
  throw new Error(`press ${key}: no such key in test/support/screen.ts`);
}

const KEYS: Record<string, string> = {
  enter: "\r",
  tab: "\t",
  "shift-tab": "\x1b[Z",
  esc: "\x1b",
  space: " ",
  backspace: "\x7f",
  up: "\x1b[A",
  down: "\x1b[B",
  right: "\x1b[C",
  left: "\x1b[D",
  home: "\x1b[H",
  end: "\x1b[F",
  insert: "\x1b[2~",
  delete: "\x1b[3~",
  pageup: "\x1b[5~",
  pagedown: "\x1b[6~",
  "ctrl-space": "\0",
  "ctrl-left": "\x1b[1;5D",
  "ctrl-right": "\x1b[1;5C",
  f1: "\x1bOP",
  f2: "\x1bOQ",
  f3: "\x1bOR",
  f4: "\x1bOS",
  f5: "\x1b[15~",
};

async function until(holds: () => boolean, timeoutMs: number, failure: () => string): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`${failure()}\n(gave up after ${timeoutMs} ms)`);
    await delay(10);
  }
}

function shows(screen: Screen, what: string | RegExp | ((screen: Screen) => boolean)): boolean {
  if (typeof what === "function") return what(screen);
  return typeof what === "string" ? screen.text().includes(what) : what.test(screen.text());
}

function describe(what: string | RegExp | ((screen: Screen) => boolean)): string {
  return typeof what === "string" ? JSON.stringify(what) : String(what);
}

function picture(screen: Screen, exited: { code: number; signal: number } | undefined): string {
  const line = "-".repeat(screen.columns);
  const end =
    exited === undefined ? "" : `\n(the program ended: code ${exited.code}, signal ${exited.signal})`;
  return `${line}\n${screen.text()}\n${line}${end}`;
}

function toCell(cell: IBufferCell | undefined): Cell {
  if (cell === undefined) return { text: "", width: 1, style: "" };
  const flags = [
    cell.isBold() ? "bold" : "",
    cell.isDim() ? "dim" : "",
    cell.isItalic() ? "italic" : "",
    underlineOf(cell),
    cell.isOverline() ? "overline" : "",
    cell.isInverse() ? "inverse" : "",
    cell.isInvisible() ? "invisible" : "",
    cell.isStrikethrough() ? "strikethrough" : "",
    cell.isFgDefault() ? "" : `fg=${colour(cell.getFgColor(), cell.isFgRGB())}`,
    cell.isBgDefault() ? "" : `bg=${colour(cell.getBgColor(), cell.isBgRGB())}`,
  ];
  // An empty cell and a space look the same.
  const text = cell.getChars() === " " ? "" : cell.getChars();
  return { text, width: cell.getWidth(), style: flags.filter((flag) => flag !== "").join(" ") };
}

/** `underline`, `underline=#ff0000`: with its colour, where it has one of its own. Ink does not keep its shape. */
function underlineOf(cell: IBufferCell): string {
  if (!cell.isUnderline()) return "";
  // Not in the public type of a cell.
  const line = cell as IBufferCell & {
    getUnderlineColor(): number;
    isUnderlineColorRGB(): boolean;
    isUnderlineColorPalette(): boolean;
  };
  if (!line.isUnderlineColorRGB() && !line.isUnderlineColorPalette()) return "underline";
  return `underline=${colour(line.getUnderlineColor(), line.isUnderlineColorRGB())}`;
}

/** `#d7aa5a`, or the number of a colour of the palette. */
function colour(value: number, isRgb: boolean): string {
  return isRgb ? `#${value.toString(16).padStart(6, "0")}` : String(value);
}
