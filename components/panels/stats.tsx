import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { StatsHistory, StatsPoint } from "../../src/stores/stats/history.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Style } from "../theme/style.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { graphRows } from "../widgets/graph.ts";
import { cut, fit } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { ErrorPane, QuietPane } from "./notice-pane.tsx";
import { ceiling, series } from "./stats-series.ts";

/** The time that the graphs show. */
const SPAN_MS = 5 * 60_000;
const LABEL_COLUMNS = 8;

export function StatsTab({
  frame,
  container,
}: {
  readonly frame: Omit<MainFrame, "body">;
  readonly container: ContainerSummary;
}) {
  const { stores, theme, words } = useUi();
  const { shown, error } = useStore(stores.stats.store);
  const size = inside(frame.at);
  const history = shown?.id === container.id ? shown.history : undefined;
  if (error !== undefined && history === undefined) return <ErrorPane frame={frame} error={error} />;
  if (history?.full === undefined) {
    const { measuring, paused, notRunning } = words.stats;
    const { status } = container.state;
    const text = status === "running" ? measuring : status === "paused" ? paused : notRunning;
    return <QuietPane frame={frame} text={text} />;
  }
  const body = statsRows(history, { ...size, theme, words: words.stats });
  return <Region at={frame.at} rows={mainRows({ ...frame, body })} />;
}

interface StatsRowsOptions {
  readonly columns: number;
  readonly rows: number;
  readonly theme: Theme;
  readonly words: Words["stats"];
}

/** Four graphs over each other with their axes, each under a line that tells what is used now. */
export function statsRows(history: StatsHistory, options: StatsRowsOptions): string[] {
  const { columns, rows, theme, words } = options;
  const { points, full } = history;
  const now = points.at(-1);
  if (now === undefined || full === undefined) return [];
  const width = Math.max(1, columns - LABEL_COLUMNS - 2);
  const of = (value: (point: StatsPoint) => number | undefined) =>
    series(points, value, { count: width * 2, spanMs: SPAN_MS, nowMs: now.timeMs });
  const limit = Math.min(full.memoryLimitBytes ?? full.machineMemoryBytes, full.machineMemoryBytes);
  const both = (one: (number | undefined)[], other: (number | undefined)[]) =>
    one.map((value, index) => (value === undefined ? undefined : value + (other[index] ?? 0)));
  const cpu = of(({ cpuShare }) => cpuShare);
  const memory = of(({ memoryBytes }) => memoryBytes);
  const disk = both(
    of(({ readRate }) => readRate),
    of(({ writeRate }) => writeRate),
  );
  const network = both(
    of(({ receiveRate }) => receiveRate),
    of(({ sendRate }) => sendRate),
  );
  const latest = (value: (point: StatsPoint) => number | undefined): number | undefined =>
    value(points.findLast((point) => value(point) !== undefined) ?? now);
  const rate = (value: number | undefined): string =>
    value === undefined ? words.unknown : `${formatBytes(Math.round(value))}/s`;
  const graphs: Graph[] = [
    {
      title: words.cpu,
      said: `${percent(latest(({ cpuShare }) => cpuShare) ?? 0)} ${words.ofProcessors(full.processors)}${
        full.cpuLimit === undefined ? "" : `, ${words.limit(String(full.cpuLimit))}`
      }`,
      values: cpu,
      max: ceiling(cpu, 0.01),
      unit: percent,
      style: theme.accent,
    },
    {
      title: words.memory,
      said: `${formatBytes(full.memoryBytes ?? 0)} / ${formatBytes(limit)} (${percent((full.memoryBytes ?? 0) / limit)}), ${words.processes(
        full.pids ?? 0,
      )}`,
      values: memory,
      max: ceiling(memory, 1_000_000),
      unit: formatBytes,
      style: theme.status.success,
    },
    {
      title: words.disk,
      said: words.inOut(rate(latest(({ readRate }) => readRate)), rate(latest(({ writeRate }) => writeRate))),
      values: disk,
      max: ceiling(disk, 1000),
      unit: (value) => `${formatBytes(value)}/s`,
      style: theme.status.warning,
    },
    {
      title: words.network,
      said: words.receivedSent(
        rate(latest(({ receiveRate }) => receiveRate)),
        rate(latest(({ sendRate }) => sendRate)),
      ),
      values: network,
      max: ceiling(network, 1000),
      unit: (value) => `${formatBytes(value)}/s`,
      style: theme.status.info,
    },
  ];
  const height = Math.max(1, Math.floor((rows - 1 - graphs.length) / graphs.length));
  const drawn = graphs.flatMap((graph) => graphBlock(graph, height, width, options));
  const axis = fit(words.minutesAgo(SPAN_MS / 60_000), width - 4) + words.now;
  return [...drawn, theme.muted(`${" ".repeat(LABEL_COLUMNS + 2)}${axis}`)];
}

interface Graph {
  readonly title: string;
  readonly said: string;
  readonly values: readonly (number | undefined)[];
  readonly max: number;
  readonly unit: (value: number) => string;
  readonly style: Style;
}

function graphBlock(
  { title, said, values, max, unit, style }: Graph,
  height: number,
  width: number,
  { columns, theme }: StatsRowsOptions,
): string[] {
  const ascii = theme.terminal.glyphs !== "unicode";
  const rows = graphRows({ values, columns: width, rows: height, max, ascii });
  const bar = theme.muted(theme.glyphs.box.vertical);
  return [
    cut(` ${theme.strong(title)}  ${said}`, columns),
    ...rows.map((row, index) => {
      const label =
        index === 0 ? unit(max) : index === height - 1 ? "0" : index === height >> 1 ? unit(max / 2) : "";
      return `${theme.muted(fit(label, LABEL_COLUMNS, "right"))} ${bar}${style(row)}`;
    }),
  ];
}

function percent(share: number): string {
  const value = share * 100;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)}%`;
}
