import { useRef } from "react";
import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { FileModel, FileNode } from "../../src/stores/files/file-model.ts";
import type { FilePlace } from "../../src/stores/view/places.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Style } from "../theme/style.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { keepVisible, listRows } from "../widgets/list.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { columnsOf, cut, cutStart, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { filesShown } from "./files-shown.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { QuietPane, UnreadPane } from "./notice-pane.tsx";
import { lookedRow, type RowLook } from "./side-frame.ts";

interface FilesTabProps {
  readonly frame: Omit<MainFrame, "body">;
  /** The key of the files in the store. */
  readonly files: string;
  /** Said when there are none. */
  readonly empty: string;
  /** Said before the figures, in at most so many columns. */
  readonly title?: (columns: number) => string;
  /** Whether more is shown than what was changed. */
  readonly whole?: boolean;
}

export function FilesTab({ frame, files, empty, title, whole = false }: FilesTabProps) {
  const { stores, theme, words } = useUi();
  useStore(stores.details.files.store, (read) => read.get(files));
  useStore(stores.view.store, (view) => view.files.get(files));
  const attributes = useStore(stores.view.store, (view) => view.fileAttributes);
  const window = useRef({ files, top: 0 });
  const shown = filesShown(stores, files);
  const size = inside(frame.at);
  if (shown.status !== "ready")
    return <UnreadPane frame={frame} read={shown} reading={words.files.reading} />;
  const { model, rows, place } = shown;
  if (rows.length === 0) {
    const text = place.filter === "" ? empty : words.files.noMatch(place.filter);
    return <QuietPane frame={frame} text={text} />;
  }
  if (window.current.files !== files) window.current = { files, top: 0 };
  const extent = { count: rows.length, height: size.rows, columns: size.columns };
  const list = keepVisible({ selected: shown.cursor, top: window.current.top }, extent);
  window.current.top = list.top;
  const { compares } = model;
  const row = { columns: size.columns, theme, place, attributes, compares };
  const body = listRows(list, extent, (index, chosen) => {
    const node = model.nodes[rows[index] ?? -1];
    const look = chosen ? (frame.keys === "here" ? "chosen" : "plain") : "plain";
    return node === undefined ? "" : fileRow(node, { ...row, look });
  });
  return (
    <Region
      at={frame.at}
      rows={mainRows({
        ...frame,
        body,
        exact: true,
        footer: filesFooter(model, place, {
          columns: size.columns - 2,
          theme,
          words: words.files,
          title,
          whole,
        }),
        thumb: scrollThumb(list.top, extent),
      })}
    />
  );
}

interface RowOptions {
  readonly columns: number;
  readonly look: RowLook;
  readonly theme: Theme;
  readonly place: FilePlace;
  /** Whether mode and owner are wanted; a narrow pane has no room for them. */
  readonly attributes?: boolean;
  /** Sizes say by how much something grew. */
  readonly compares?: boolean;
}

const MODE_COLUMNS = 10;
const OWNER_COLUMNS = 9;
const SIZE_COLUMNS = 7;
/** From this width on, mode and owner are shown too. */
export const WIDE_COLUMNS = 64;

/** `+ -rwxr-xr-x  0:0  12.3kB  ▾ usr/bin`, as dive shows it; narrow panes have mark, size and name. */
export function fileRow(node: FileNode, options: RowOptions): string {
  const { columns, look, theme, place, attributes = true, compares = false } = options;
  const { glyph, style } = markLook(node, theme);
  const wide = attributes && columns >= WIDE_COLUMNS;
  const { entry } = node;
  const owner = entry === undefined || entry.kind === "whiteout" ? "" : `${entry.uid}:${entry.gid}`;
  const facts = wide ? ` ${fit(modeText(node), MODE_COLUMNS)} ${fit(owner, OWNER_COLUMNS, "right")}` : "";
  const size = compares ? growth(node.sizeBytes) : node.mark === "removed" ? "" : formatBytes(node.sizeBytes);
  const head = `${facts} ${fit(size, SIZE_COLUMNS, "right")}  `;
  const room = columns - 1 - columnsOf(glyph) - columnsOf(head);
  const target = linkText(node);
  const name = nameText(node, place, theme);
  const shown =
    place.order === "path"
      ? cutStart(name, room, theme.glyphs.ellipsis)
      : cut(name, room, theme.glyphs.ellipsis);
  const found = highlight(shown, shown, lettersOf(shown, place.filter), theme.match);
  const link = target === "" ? "" : cut(` ${printable(target)}`, room - columnsOf(shown));
  const rest = " ".repeat(Math.max(0, room - columnsOf(shown) - columnsOf(link)));
  return lookedRow(
    theme,
    look,
    `${glyph}${head}${found}${link}${rest}`,
    `${style(glyph)}${theme.muted(head)}${node.mark === "none" && !node.opaque ? found : style(found)}${theme.muted(link)}${rest}`,
  );
}

/** Where the filter's text stands in what is shown; nowhere when it fits what is not. */
function lettersOf(shown: string, filter: string): readonly number[] {
  const at = filter === "" ? -1 : shown.toLowerCase().indexOf(filter.toLowerCase());
  return at < 0 ? [] : Array.from({ length: filter.length }, (_, index) => at + index);
}

/** Its name under its directory; its whole path where there is no tree. */
function nameText(node: FileNode, place: FilePlace, { glyphs }: Theme): string {
  if (place.order === "path") return printable(node.path);
  const open = place.filter !== "" || place.unfolded.has(node.path);
  const arrow = node.isDirectory && !node.isEmpty ? (open ? glyphs.expanded : glyphs.collapsed) : " ";
  return `${"  ".repeat(node.depth)}${arrow} ${printable(node.name)}${node.isDirectory ? "/" : ""}`;
}

/** `+1.2kB`, `-40B`. */
function growth(bytes: number): string {
  if (bytes === 0) return "";
  return `${bytes < 0 ? "-" : "+"}${formatBytes(Math.abs(bytes))}`;
}

function markLook(node: FileNode, { glyphs, change, text }: Theme): { glyph: string; style: Style } {
  if (node.opaque) return { glyph: glyphs.opaque, style: change.opaque };
  switch (node.mark) {
    case "added":
      return { glyph: glyphs.added, style: change.added };
    case "changed":
      return { glyph: glyphs.changed, style: change.changed };
    case "removed":
      return { glyph: glyphs.removed, style: change.removed };
    case "none":
      return { glyph: " ", style: text };
  }
}

function linkText({ entry }: FileNode): string {
  if (entry?.kind === "symlink") return `-> ${entry.linkTarget ?? ""}`;
  if (entry?.kind === "hardlink") return `= ${entry.linkTarget ?? ""}`;
  if (entry?.device !== undefined) return `${entry.device.major}, ${entry.device.minor}`;
  return "";
}

const TYPES: Readonly<Record<string, string>> = {
  directory: "d",
  symlink: "l",
  character: "c",
  block: "b",
  fifo: "p",
};

/** As ls writes it: `drwxr-xr-x`, with s and t for setuid, setgid and sticky. */
export function modeText({ entry, isDirectory }: FileNode): string {
  if (entry === undefined || entry.kind === "whiteout") return isDirectory ? "d" : "";
  const { mode } = entry;
  const bits = [6, 3, 0].map((shift, index) => {
    const special = (mode & (0o4000 >> index)) !== 0;
    const runs = (mode & (1 << shift)) !== 0;
    const letter = index === 2 ? "t" : "s";
    const last = special ? (runs ? letter : letter.toUpperCase()) : runs ? "x" : "-";
    return `${mode & (4 << shift) ? "r" : "-"}${mode & (2 << shift) ? "w" : "-"}${last}`;
  });
  return `${TYPES[entry.kind] ?? "-"}${bits.join("")}`;
}

interface FooterOptions {
  readonly columns: number;
  readonly theme: Theme;
  readonly words: Words["files"];
  readonly title: FilesTabProps["title"];
  readonly whole: boolean;
}

/** What is shown, how, and how much it is; the title takes what room the rest leaves. */
function filesFooter(model: FileModel, place: FilePlace, options: FooterOptions): string {
  const { columns, theme, words, title, whole } = options;
  const figures = [
    ...(place.filter === "" ? [] : [theme.status.warning(`/${printable(place.filter)}`)]),
    ...(whole ? [theme.accent(words.whole)] : []),
    ...(place.order === "name" ? [] : [theme.accent(words.orders[place.order])]),
    theme.muted(totalText(model, words)),
  ];
  const separator = theme.muted(` ${theme.glyphs.separator} `);
  const room = columns - 2 - columnsOf([...figures, ""].join(separator));
  const said = title?.(room) ?? "";
  return ` ${[...(said === "" ? [] : [said]), ...figures].join(separator)} `;
}

/** `12 files, 3.2MB, 4 removed`; of a comparison all that differ, and by how much it grew. */
function totalText(model: FileModel, words: Words["files"]): string {
  const { fileCount, removedCount, sizeBytes, compares } = model;
  if (compares) return words.total(fileCount + removedCount, growth(sizeBytes));
  const total = words.total(fileCount, formatBytes(sizeBytes));
  return removedCount === 0 ? total : `${total}, ${words.removed(removedCount)}`;
}
