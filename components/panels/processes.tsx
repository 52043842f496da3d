import { useRef } from "react";
import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { ProcessesState, ShownProcess } from "../../src/stores/processes-store.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { keepVisible, listRows } from "../widgets/list.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { fit, printable } from "../widgets/text.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { ErrorPane, NoticePane, QuietPane } from "./notice-pane.tsx";
import { lookedRow, type RowLook } from "./side-frame.ts";

export function ProcessesTab({
  frame,
  container,
}: {
  readonly frame: Omit<MainFrame, "body">;
  readonly container: ContainerSummary;
}) {
  const { stores, theme, words } = useUi();
  const state = useStore(stores.processes.store);
  const window = useRef(0);
  const size = inside(frame.at);
  const { status } = container.state;
  if (status !== "running") {
    return (
      <QuietPane frame={frame} text={status === "paused" ? words.stats.paused : words.stats.notRunning} />
    );
  }
  if (state.containerId !== container.id) return <NoticePane frame={frame} lines={[]} />;
  if (state.error !== undefined) return <ErrorPane frame={frame} error={state.error} />;
  if (state.processes === undefined) return <QuietPane frame={frame} text={words.lists.loading} />;
  const { processes } = state;
  const extent = { count: processes.length, height: Math.max(1, size.rows - 1), columns: size.columns };
  const list = keepVisible({ selected: chosenIndex(state), top: window.current }, extent);
  window.current = list.top;
  const heading = theme.muted(row(words.processes.columns, size.columns));
  const rows = listRows(list, extent, (index, chosen) => {
    const process = processes[index];
    const look = chosen ? (frame.keys === "here" ? "chosen" : "chosen-idle") : "plain";
    return process === undefined ? "" : processRow(process, { columns: size.columns, look, theme });
  });
  return (
    <Region
      at={frame.at}
      rows={mainRows({
        ...frame,
        body: [heading, ...rows],
        footer: theme.muted(
          ` ${words.processes.sorted[state.sort]} ${theme.glyphs.separator} ${words.lists.position(list.selected + 1, processes.length)} `,
        ),
        thumb: scrollThumb(list.top, extent, 1),
      })}
    />
  );
}

/** Where the chosen process stands; the first one when it has gone. */
export function chosenIndex({ processes = [], chosen }: ProcessesState): number {
  return Math.max(
    0,
    processes.findIndex(({ pid }) => pid === chosen),
  );
}

export function processRow(
  process: ShownProcess,
  { columns, look, theme }: { readonly columns: number; readonly look: RowLook; readonly theme: Theme },
): string {
  const share = process.cpuShare;
  const cells = [
    String(process.innerPid),
    String(process.pid),
    process.user,
    share === undefined ? "" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`,
    formatBytes(process.memoryBytes),
    `${"  ".repeat(process.depth)}${process.command}`,
  ];
  const text = row(cells, columns - 1);
  return lookedRow(theme, look, text, text);
}

/** Right for numbers; the host's pids and users go first where space is short. */
const COLUMNS = [
  { width: 6, align: "right", least: 0 },
  { width: 7, align: "right", least: 76 },
  { width: 9, align: "left", least: 66 },
  { width: 6, align: "right", least: 0 },
  { width: 7, align: "right", least: 0 },
] as const;

function row(cells: readonly string[], columns: number): string {
  const head = COLUMNS.map(({ width, align, least }, index) =>
    columns < least ? "" : `${fit(printable(cells[index] ?? ""), width, align)} `,
  ).join("");
  return fit(`${head} ${printable(cells.at(-1) ?? "")}`, columns);
}
