// A minimal program with one framed terminal pane: `tsx pane-program.tsx COLUMNS ROWS FILE [ARG…]`, to be run on a pty.
// With columns and rows 0 the pane fills the terminal.
import { render, useApp, useWindowSize } from "ink";
import { type ReactElement, useEffect, useState } from "react";
import { copySequence } from "../../components/actions/copy-sequence.ts";
import { openTerminalInput } from "../../components/input/stdin.ts";
import { createLending } from "../../components/lending.ts";
import { createPaneControl, type PaneControl } from "../../components/terminal/pane-control.ts";
import { openSession, type TerminalSession } from "../../components/terminal/session.ts";
import { TerminalPane } from "../../components/terminal/terminal-pane.tsx";
import { createTheme } from "../../components/theme/theme.ts";
import { frameRows } from "../../components/widgets/frame.ts";

const [columnsWanted = "0", rowsWanted = "0", file = "bash", ...args] = process.argv.slice(2);
const theme = createTheme("terminal", { colourBits: 4, attributes: true, glyphs: "unicode" });
const input = openTerminalInput({ stdin: process.stdin, stdout: process.stdout });
const lending = createLending({
  input,
  stdout: process.stdout,
  failed: (error) => {
    throw error;
  },
});

function paneSize(columns: number, rows: number): { columns: number; rows: number } {
  return { columns: Number(columnsWanted) || columns - 2, rows: Number(rowsWanted) || rows - 2 };
}

interface ProgramProps {
  readonly session: TerminalSession;
  readonly control: PaneControl;
  readonly leave: () => void;
}

function Program({ session, control, leave }: ProgramProps): ReactElement {
  const window = useWindowSize();
  const { columns, rows } = paneSize(window.columns, window.rows);
  const [note, setNote] = useState("");
  const { suspendTerminal } = useApp();
  useEffect(() => {
    lending.drawnBy(suspendTerminal);
    const hints = { first: "z comes back", prefix: "z or d" };
    return input.listen((event) => {
      if (lending.take(event)) return;
      const command = control.handle(event, { x: 1, y: 1, columns, rows });
      if (typeof command === "object") process.stdout.write(copySequence(command.copy.text));
      if (command === "leave") leave();
      if (command === "zoom") lending.lend({ session, hints, ended: () => {} });
    });
  }, [session, control, suspendTerminal, leave, columns, rows]);
  useEffect(() => {
    const update = (): void => {
      input.setModes(control.outerModes());
      setNote(noteOf(session, control));
    };
    const stops = [session.onChange(update), control.onChange(update)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [session, control]);
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
  const place = { columns, rows, x: 1, y: 1 };
  return <TerminalPane session={session} control={control} {...place} focused frame={frame} />;
}

function noteOf({ state }: TerminalSession, { status }: PaneControl): string {
  if (state.status === "exited") return `exited (${state.code})`;
  if (status.status !== "looking") return status.status === "live" ? "" : status.status;
  const { back, most, found, look, selected } = status;
  const match = found && ` ${look.query}: ${found.at} of ${found.count}`;
  return `looking ${back} of ${most}${match ?? ""}${selected ? ` ${selected.count} ${selected.unit}` : ""}`;
}

const size = paneSize(process.stdout.columns, process.stdout.rows);
const session = openSession({ command: { file, args }, size });
const instance = render(
  <Program session={session} control={createPaneControl(session)} leave={() => instance.unmount()} />,
  {
    alternateScreen: true,
    exitOnCtrlC: false,
    interactive: true,
    incrementalRendering: true,
    patchConsole: false,
  },
);
await instance.waitUntilExit();
input[Symbol.dispose]();
await session[Symbol.asyncDispose]();
