// A minimal program with one framed terminal pane: `tsx pane-program.tsx COLUMNS ROWS FILE [ARG…]`, to be run on a pty.
// With columns and rows 0 the pane fills the terminal.
import { render, useWindowSize } from "ink";
import { type ReactElement, useEffect, useState } from "react";
import { openTerminalInput } from "../../components/input/stdin.ts";
import { encodeInput } from "../../components/terminal/encode-input.ts";
import { readPrefix } from "../../components/terminal/prefix.ts";
import { openSession, type TerminalSession } from "../../components/terminal/session.ts";
import { TerminalPane } from "../../components/terminal/terminal-pane.tsx";
import { createTheme } from "../../components/theme/theme.ts";
import { frameRows } from "../../components/widgets/frame.ts";

const [columnsWanted = "0", rowsWanted = "0", file = "bash", ...args] = process.argv.slice(2);
const theme = createTheme("terminal", { colourBits: 4, attributes: true, glyphs: "unicode" });
const input = openTerminalInput({ stdin: process.stdin, stdout: process.stdout });

function paneSize(columns: number, rows: number): { columns: number; rows: number } {
  return { columns: Number(columnsWanted) || columns - 2, rows: Number(rowsWanted) || rows - 2 };
}

function Program({ session, leave }: { session: TerminalSession; leave: () => void }): ReactElement {
  const window = useWindowSize();
  const { columns, rows } = paneSize(window.columns, window.rows);
  const [note, setNote] = useState("");
  useEffect(() => {
    let open = false;
    return input.listen((event) => {
      const outcome = readPrefix(open, event, "ctrl-]");
      open = outcome.status === "open";
      setNote(open ? "prefix" : "");
      if (outcome.status === "command" && outcome.command === "leave") leave();
      const literal = outcome.status === "literal" ? Uint8Array.of(0x1d) : undefined;
      const bytes =
        outcome.status === "pass"
          ? encodeInput(event, session.emulator.modes, { x: 1, y: 1, columns, rows })
          : literal;
      if (bytes !== undefined) session.write(bytes);
    });
  }, [session, leave, columns, rows]);
  useEffect(
    () =>
      session.onChange(() => {
        input.setModes({ cursor: session.emulator.modes.cursor });
        if (session.state.status === "exited") setNote(`exited (${session.state.code})`);
      }),
    [session],
  );
  const frame = (lines: readonly string[]): string[] =>
    frameRows({
      columns: columns + 2,
      rows: rows + 2,
      box: theme.glyphs.box,
      border: theme.frame.captured,
      titles: ["Terminal", ...(note === "" ? [] : [note])],
      body: lines,
      exact: true,
    });
  return <TerminalPane session={session} columns={columns} rows={rows} x={1} y={1} focused frame={frame} />;
}

const size = paneSize(process.stdout.columns, process.stdout.rows);
const session = openSession({ command: { file, args }, size });
const instance = render(<Program session={session} leave={() => instance.unmount()} />, {
  alternateScreen: true,
  exitOnCtrlC: false,
  interactive: true,
  incrementalRendering: true,
  patchConsole: false,
});
await instance.waitUntilExit();
input[Symbol.dispose]();
await session[Symbol.asyncDispose]();
