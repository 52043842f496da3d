import { resolve } from "node:path";
import type { FilesOf } from "../../src/engine/files/files.ts";
import { expandHome } from "../../src/stores/complete-path.ts";
import { filesOf, type Thing } from "../../src/stores/details-store.ts";
import type { FileNode } from "../../src/stores/files/file-model.ts";
import { rowCount } from "../../src/stores/viewer-store.ts";
import type { ActionRow } from "../keymap/action.ts";
import type { ListMove } from "../widgets/list.ts";
import { ask, completeHere, orElse } from "./ask.ts";
import { type Desk, filesNow, mainInside } from "./desk.ts";

const where = "viewer";
const ASIDE_COLUMNS = 16;

/** Keys of a file that is looked at. */
export function viewerActions(desk: Desk): ActionRow[] {
  const { viewer } = desk.stores;
  const aside = (by: number) => () => {
    const { viewed } = viewer.store.getState();
    if (viewed !== undefined) viewer.place(viewed.top, Math.max(0, viewed.left + by));
  };
  const noDiff = (): string | undefined =>
    viewer.store.getState().viewed?.body.status === "diff" ? undefined : desk.words.reasons.noDiff;
  return [
    {
      id: "viewer.back",
      keys: ["esc", "enter"],
      where,
      run: () => closeViewer(desk),
    },
    {
      id: "viewer.hex",
      keys: ["b"],
      where,
      run: () => viewer.toggleHex(),
      disabledReason: () =>
        viewer.store.getState().viewed?.body.status === "file" ? undefined : desk.words.reasons.noFileShown,
    },
    {
      id: "viewer.copy-out",
      keys: ["x"],
      where,
      run: () => {
        const { viewed } = viewer.store.getState();
        if (viewed !== undefined) askCopyOut(desk, viewed.of, viewed.path);
      },
    },
    { id: "viewer.right", keys: ["l", "right"], where, hidden: true, run: aside(ASIDE_COLUMNS) },
    { id: "viewer.left", keys: ["h", "left"], where, hidden: true, run: aside(-ASIDE_COLUMNS) },
    { id: "viewer.next", keys: ["n"], where, run: () => jumpHunk(desk, 1), disabledReason: noDiff },
    {
      id: "viewer.previous",
      keys: ["N"],
      where,
      hidden: true,
      run: () => jumpHunk(desk, -1),
      disabledReason: noDiff,
    },
  ];
}

/** Shows a file of the tree over the tree; one that changed between two sides by what changed in it. */
export async function viewFile(desk: Desk, node: FileNode): Promise<void> {
  const { viewer, view } = desk.stores;
  const source = filesNow(desk);
  const of = contentOf(desk, node);
  if (source === undefined || of === undefined) return;
  view.navigate({ type: "view", open: true });
  if (source.of === "comparison" && node.mark === "changed") {
    await viewer.openDiff(filesOf(source.before), filesOf(source.after), node.path);
  } else {
    await viewer.open(of, node.path);
  }
}

export function copyFileOut(desk: Desk, node: FileNode): void {
  const of = contentOf(desk, node);
  if (of !== undefined) askCopyOut(desk, of, node.path);
}

export function moveViewer(desk: Desk, by: ListMove): void {
  const { viewer } = desk.stores;
  const { viewed } = viewer.store.getState();
  if (viewed === undefined) return;
  const height = mainInside(desk).rows;
  const last = Math.max(0, rowCount(viewed.body) - height);
  const unit = "to" in by || by.by === "row" ? 1 : by.by === "half" ? height >> 1 : height - 1;
  const top =
    "to" in by
      ? by.to === "index"
        ? by.index
        : by.to === "start"
          ? 0
          : last
      : viewed.top + by.amount * Math.max(1, unit);
  viewer.place(Math.min(last, Math.max(0, top)), viewed.left);
}

function closeViewer({ stores: { view, viewer } }: Desk): void {
  view.navigate({ type: "view", open: false });
  viewer.close();
}

/** Where the bytes of a node are read: what was removed, from what it was removed from. */
function contentOf(desk: Desk, { mark }: FileNode): FilesOf | undefined {
  const source = filesNow(desk);
  if (source === undefined || source.of === "volume") return undefined;
  if (source.of === "comparison") return filesOf(mark === "removed" ? source.before : source.after);
  const thing = source.of === "whole" ? source.thing : source;
  return filesOf(mark === "removed" ? belowOf(desk, thing) : thing);
}

/** What a layer or a container was put on. */
function belowOf({ stores }: Desk, thing: Thing): Thing {
  if (thing.of === "layer") return { ...thing, index: thing.index - 1 };
  const container = thing.of === "container" ? stores.containers.find(thing.containerId) : undefined;
  return container === undefined ? thing : { of: "image", imageId: container.imageId };
}

function askCopyOut(desk: Desk, of: FilesOf, path: string): void {
  const { stores, words } = desk;
  const { title, hint, wanted } = words.prompts.copyOut;
  ask(desk, path.slice(path.lastIndexOf("/") + 1), {
    title: title(path),
    hint: hint(process.cwd()),
    problem: orElse(wanted),
    complete: completeHere,
    act: async (text) => {
      const destination = expandHome(text);
      const target = await stores.messages.attempt("copy file", () =>
        // A slash at the end says that a folder is meant.
        stores.viewer.copyOut(of, path, resolve(destination) + (destination.endsWith("/") ? "/" : "")),
      );
      if (target !== undefined) stores.messages.say("success", words.messages.copiedTo(target));
      return target !== undefined;
    },
  });
}

function jumpHunk(desk: Desk, by: 1 | -1): void {
  const { viewer } = desk.stores;
  const { viewed } = viewer.store.getState();
  if (viewed?.body.status !== "diff") return;
  const hunks = viewed.body.lines.flatMap(({ kind, text }, row) =>
    kind === "hunk" && text.startsWith("@@") ? [row] : [],
  );
  const next = by > 0 ? hunks.find((row) => row > viewed.top) : hunks.findLast((row) => row < viewed.top);
  if (next !== undefined) moveViewer(desk, { to: "index", index: next });
}
