import { useCursor } from "ink";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import { Rows } from "../widgets/rows.tsx";
import { columnsOf, fit } from "../widgets/text.ts";
import { createPacer } from "./pacer.ts";
import type { PaneControl } from "./pane-control.ts";
import { createScreenRenderer, type ScreenView } from "./render-screen.ts";
import type { TerminalSession } from "./session.ts";

export interface TerminalPaneProps {
  readonly session: TerminalSession;
  /** The program's screen, without any border. */
  readonly columns: number;
  readonly rows: number;
  /** Where the program's first cell stands on the whole screen: the caret is placed from there. */
  readonly x: number;
  readonly y: number;
  /** The caret is shown only in the pane that gets the keys. */
  readonly focused: boolean;
  /** Looks back and searches; without it the pane is always live. */
  readonly control?: PaneControl | undefined;
  /** Rows above the live screen at which the view stands, when there is no control. */
  readonly back?: number;
  /** Puts a border round the rows: one string for each row of the screen is what Ink draws fastest. */
  readonly frame?: (rows: readonly string[]) => readonly string[];
}

/** The screen of a session: `rows` rows of `columns` columns, and what `frame` adds. */
export function TerminalPane(props: TerminalPaneProps): ReactElement {
  const { session, columns, rows, x, y, focused, control, back = 0, frame = unframed } = props;
  const plain = useMemo(() => ({ view: () => ({ back, marks: undefined }) }), [back]);
  const { rows: lines, cursor } = useScreenView(session, { columns, rows }, control ?? plain);
  const { setCursorPosition } = useCursor();
  const visible = focused && cursor !== undefined && cursor.x < columns && cursor.y < rows;
  setCursorPosition(visible ? { x: x + cursor.x, y: y + cursor.y } : undefined);
  return <Rows rows={frame(clipRows(lines, columns, rows))} />;
}

/** The program's screen follows the pane a moment later; until then it is cut or filled up. */
function clipRows(lines: readonly string[], columns: number, rows: number): readonly string[] {
  if (lines.length === rows && (lines[0] === undefined || columnsOf(lines[0]) === columns)) return lines;
  return Array.from({ length: rows }, (_, y) => fit(lines[y] ?? "", columns, "left", ""));
}

const unframed = (rows: readonly string[]): readonly string[] => rows;

function useScreenView(
  session: TerminalSession,
  { columns, rows }: { columns: number; rows: number },
  control: Pick<PaneControl, "view"> & Partial<PaneControl>,
): ScreenView {
  const look = useMemo(() => {
    const { terminal, modes } = session.emulator;
    const renderer = createScreenRenderer(terminal);
    // A program that has ended waits for nothing at its caret.
    const cursorVisible = (): boolean => modes.cursorVisible && session.state.status === "running";
    return () => renderer.render({ ...control.view(), cursorVisible: cursorVisible() });
  }, [session, control.view]);
  const [view, setView] = useState(look);
  useEffect(() => {
    session.resize({ columns, rows });
  }, [session, columns, rows]);
  useEffect(() => {
    const pacer = createPacer({
      draw: () => {
        // Looked at now, between two batches of output: by the time React draws, the next one may have begun.
        const now = look();
        setView((before) => sameView(before, now, control));
      },
      // A program that has ended closes no batch any more.
      held: () => session.emulator.modes.synchronized && session.state.status === "running",
    });
    const stop = session.onChange(() => {
      if (!session.diverted) pacer.request();
    });
    const stopBatches = session.onBatchEnd(() => {
      if (!session.diverted) pacer.whole();
    });
    // What came between the first drawing and this subscription.
    pacer.request();
    return () => {
      stop();
      stopBatches();
      pacer.stop();
    };
  }, [session, look, control]);
  useEffect(() => control.onChange?.(() => setView(look())), [control, look]);
  return view;
}

/** The view before, when nothing changed that is drawn; while looking back the border tells how much there is. */
function sameView(before: ScreenView, now: ScreenView, { status }: Partial<PaneControl>): ScreenView {
  const same =
    status?.status !== "looking" &&
    before.rows === now.rows &&
    before.cursor?.x === now.cursor?.x &&
    before.cursor?.y === now.cursor?.y;
  return same ? before : now;
}
