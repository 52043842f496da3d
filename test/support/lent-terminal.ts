import { Writable } from "node:stream";
import xterm from "@xterm/headless";
import { countByGraphemes } from "../../components/terminal/graphemes.ts";

/** A terminal that programs write to, and the state that it keeps from one program to the next. */
export interface LentTerminal extends Disposable {
  readonly stdout: NodeJS.WriteStream;
  /** All that was written. */
  readonly written: string;
  text(): string;
  /** What differs from a terminal that was just opened; readable in a failing comparison. */
  readonly state: Readonly<Record<string, unknown>>;
}

export function openLentTerminal({ columns = 60, rows = 10, title = "the person's" } = {}): LentTerminal {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    windowOptions: { pushTitle: true, popTitle: true },
  });
  countByGraphemes(terminal);
  let written = "";
  const stdout = Object.assign(
    new Writable({
      write(bytes: Buffer, _encoding, done) {
        written += bytes.toString("latin1");
        terminal.write(bytes, done);
      },
    }),
    { columns, rows, isTTY: true },
  );
  const modes = new Map<string, boolean>();
  const colours = new Map<string, string>();
  const other = { window: title, icon: title, caret: 0, kitty: 0, otherKeys: 0, link: "", protected: 0 };
  const titles: { window: string; icon: string }[] = [];
  const { parser } = terminal;
  type Parameters = readonly (number | number[])[];
  const csi = (id: Sequence, handle: (parameters: Parameters) => void): void => {
    parser.registerCsiHandler(id, (parameters) => {
      handle(parameters);
      return false;
    });
  };
  const osc = (code: number, handle: (data: string) => void): void => {
    parser.registerOscHandler(code, (data) => {
      handle(data);
      return false;
    });
  };
  for (const [final, on] of [
    ["h", true],
    ["l", false],
  ] as const) {
    csi({ prefix: "?", final }, (all) => {
      for (const mode of all) modes.set(`?${mode}`, on);
    });
    csi({ final }, (all) => {
      for (const mode of all) modes.set(`${mode}`, on);
    });
  }
  csi({ intermediates: " ", final: "q" }, ([style = 0]) => {
    other.caret = Number(style);
  });
  csi({ intermediates: '"', final: "q" }, ([value = 0]) => {
    other.protected = Number(value);
  });
  csi({ prefix: ">", final: "u" }, () => {
    other.kitty += 1;
  });
  csi({ prefix: "<", final: "u" }, ([count = 1]) => {
    other.kitty = Math.max(0, other.kitty - Number(count));
  });
  csi({ prefix: ">", final: "m" }, ([what, value = 0]) => {
    if (what === 4) other.otherKeys = Number(value);
  });
  csi({ final: "t" }, ([what, which = 0]) => {
    if (what === 22) titles.push({ window: other.window, icon: other.icon });
    const top = what === 23 ? titles.pop() : undefined;
    if (top !== undefined && which !== 1) other.window = top.window;
    if (top !== undefined && which !== 2) other.icon = top.icon;
  });
  osc(0, (data) => Object.assign(other, { window: data, icon: data }));
  osc(1, (data) => Object.assign(other, { icon: data }));
  osc(2, (data) => Object.assign(other, { window: data }));
  osc(8, (data) => {
    other.link = data.replace(/^[^;]*;/, "");
  });
  osc(4, (data) => {
    for (const [, index, colour] of data.matchAll(/(\d+);([^;?]+)/g)) colours.set(`4;${index}`, colour!);
  });
  osc(104, (data) => {
    for (const key of [...colours.keys()]) {
      if (key.startsWith("4;") && (data === "" || data.split(";").includes(key.slice(2))))
        colours.delete(key);
    }
  });
  for (let code = 10; code <= 19; code++) {
    osc(code, (data) => {
      for (const [index, colour] of data.split(";").entries()) {
        if (colour !== "?") colours.set(`${code + index}`, colour);
      }
    });
    osc(code + 100, () => colours.delete(`${code}`));
  }
  return {
    stdout: stdout as unknown as NodeJS.WriteStream,
    get written() {
      return written;
    },
    text() {
      const { active } = terminal.buffer;
      const row = (y: number) => active.getLine(active.baseY + y)?.translateToString(true) ?? "";
      return Array.from({ length: terminal.rows }, (_, y) => row(y)).join("\n");
    },
    get state() {
      const changed = [...modes].filter(([mode, on]) => on !== ON_AT_FIRST.includes(mode));
      return { ...other, titles: titles.length, modes: Object.fromEntries(changed), colours: [...colours] };
    },
    [Symbol.dispose]() {
      terminal.dispose();
    },
  };
}

type Sequence = { readonly prefix?: string; readonly intermediates?: string; readonly final: string };

/** Wrapping, keys that repeat, and the caret. */
const ON_AT_FIRST: readonly string[] = ["?7", "?8", "?25"];
