import { Box } from "ink";
import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { namedKeys } from "../keymap/key-of.ts";
import { lookHint } from "../panels/look-hint.ts";
import { TerminalPane } from "../terminal/terminal-pane.tsx";
import { useUi } from "../ui.ts";
import { frameRows } from "../widgets/frame.ts";
import { printable } from "../widgets/text.ts";
import { type CommandRun, commandPlace } from "./command-run.ts";

/** What a command of the command line writes, and how it ended. */
export function CommandView({ run }: { readonly run: CommandRun }) {
  const { theme, words, size, prefix, held } = useUi();
  const { control } = run;
  const at = commandPlace(useStore(size));
  // The pane draws anew when its rows change; the end of the program changes only the border.
  const state = useSyncExternalStore(run.session.onChange, () => run.session.state);
  const framed = (body: readonly string[]): string[] => {
    const { ended } = words.terminal;
    return frameRows({
      columns: at.columns,
      rows: at.rows,
      box: theme.glyphs.box,
      border: state.status === "running" ? theme.frame.captured : theme.frame.focused,
      titles: [theme.frame.titleFocused(` ${printable(run.line)} `)],
      corner: state.status === "running" ? "" : endWord(state, ended),
      footer: footer(),
      body,
      exact: true,
    });
  };
  const footer = (): string => {
    const { status } = control;
    const { keyOf } = held;
    const look = { columns: at.columns - 4, theme, words, keyOf };
    if (status.status === "looking") return lookHint(status, look);
    if (state.status === "running") return theme.muted(` ${words.terminal.leaves(prefix)} `);
    const named = namedKeys(keyOf, [
      [["look.down", "look.up"], words.dialogs.move],
      ["look.search", words.palette.search],
      ["dialogs.close", words.dialogs.close],
    ]);
    return ` ${named.map(([key, label]) => [theme.key(key), label].join(" ")).join("  ")} `;
  };
  const endWord = (
    { code, signal }: { readonly code: number; readonly signal: number },
    ended: (code: number) => string,
  ): string => {
    const exitCode = signal === 0 ? code : 128 + signal;
    const style = exitCode === 0 ? theme.status.success : theme.status.danger;
    return style(` ${exitCode === 0 ? theme.glyphs.ok : theme.glyphs.failed} ${ended(exitCode)} `);
  };
  return (
    <Box position="absolute" left={at.left} top={at.top} width={at.columns} height={at.rows}>
      <TerminalPane
        session={run.session}
        control={control}
        columns={at.columns - 2}
        rows={at.rows - 2}
        x={at.left + 1}
        y={at.top + 1}
        focused
        frame={framed}
      />
    </Box>
  );
}
