import { useRef } from "react";
import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import { parseLineTest } from "../../src/stores/logs/line-test.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { keepVisible, listRows } from "../widgets/list.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { cut, fit, printable } from "../widgets/text.ts";
import { clockTime } from "./clock-time.ts";
import { inspectShown } from "./inspect-shown.ts";
import { cursorRow, type InspectNode } from "./inspect-tree.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { NoticePane, UnreadPane } from "./notice-pane.tsx";

export function InspectTab({ frame }: { readonly frame: Omit<MainFrame, "body"> }) {
  const { stores, theme, words } = useUi();
  useStore(stores.listing);
  useStore(stores.details.containers.store);
  useStore(stores.details.images.store);
  useStore(stores.view.store, ({ inspect }) => inspect);
  const window = useRef({ id: "", top: 0 });
  const shown = inspectShown(stores);
  const size = inside(frame.at);
  if (shown.status === "nothing") return <NoticePane frame={frame} lines={[]} />;
  if (shown.status !== "ready")
    return <UnreadPane frame={frame} read={shown} reading={words.lists.loading} />;
  const { nodes, rows, place } = shown;
  if (window.current.id !== shown.id) window.current = { id: shown.id, top: 0 };
  const extent = { count: rows.length, height: size.rows, columns: size.columns };
  const list = keepVisible({ selected: cursorRow(nodes, rows, place), top: window.current.top }, extent);
  window.current.top = list.top;
  const parsed = parseLineTest(place.search);
  const test = parsed.ok ? parsed.test : undefined;
  const body = listRows(list, extent, (index, chosen) => {
    const node = nodes[rows[index] ?? -1];
    if (node === undefined) return "";
    return inspectRow(node, {
      columns: size.columns,
      chosen: chosen && frame.keys === "here",
      open: !place.folded.has(node.path),
      found: test?.matches(inspectText(node)) === true,
      theme,
    });
  });
  const found = test === undefined ? 0 : nodes.filter((node) => test.matches(inspectText(node))).length;
  return (
    <Region
      at={frame.at}
      rows={mainRows({
        ...frame,
        corner: place.search === "" ? "" : ` /${place.search} ${words.logs.found(found)} `,
        body,
        exact: true,
        footer: theme.muted(` ${words.lists.position(list.selected + 1, rows.length)} `),
        thumb: scrollThumb(list.top, extent),
      })}
    />
  );
}

/** What a search looks at: the key and the value of the node itself. */
export function inspectText({ key, text, holds }: InspectNode): string {
  return holds ? key : `${key}: ${text}`;
}

interface InspectRowOptions {
  readonly columns: number;
  readonly chosen: boolean;
  readonly open: boolean;
  readonly found: boolean;
  readonly theme: Theme;
}

/** `▾ State {12}`, `    Status: "running"`: the key stands out, the value is as it is. */
export function inspectRow(node: InspectNode, options: InspectRowOptions): string {
  const { columns, chosen, open, found, theme } = options;
  const arrow = node.holds ? (open ? theme.glyphs.expanded : theme.glyphs.collapsed) : " ";
  const indent = ` ${"  ".repeat(node.depth)}${arrow} `;
  const key = printable(node.key);
  const text = printable(node.text);
  const gloss = glossOf(node);
  const aside = gloss === "" ? "" : `  ${gloss}`;
  const between = node.holds ? " " : ": ";
  if (chosen) return theme.selected(fit(`${indent}${key}${between}${text}${aside}`, columns));
  const look = found ? theme.match : theme.accent;
  return fit(
    cut(
      `${indent}${look(key)}${between}${node.holds ? theme.muted(text) : text}${theme.muted(aside)}`,
      columns,
    ),
    columns,
  );
}

/** What a number says by its name: a point in time, or so many bytes. The number itself is what is searched and copied. */
function glossOf({ key, value }: InspectNode): string {
  if (typeof value !== "number") return "";
  if (key.endsWith("AtMs")) return clockTime(new Date(value), { year: true });
  return /bytes$/i.test(key) && value >= 1000 ? formatBytes(value) : "";
}
