import type { FileNode } from "../../src/stores/files/file-model.ts";
import { changedNodes, FILE_ORDERS } from "../../src/stores/files/visible-rows.ts";
import type { FilePlace } from "../../src/stores/view/places.ts";
import type { ActionRow } from "../keymap/action.ts";
import { WIDE_COLUMNS } from "../panels/files.tsx";
import { changeFiles, endFilter, goToNode, placeCursor } from "../panels/files-place.ts";
import { filesShown, type ReadyFiles } from "../panels/files-shown.ts";
import { type Desk, fileKeyNow, filesNow, mainInside } from "./desk.ts";
import { copyFileOut, viewFile } from "./viewer.ts";

const where = "files";

/** Keys of a tree of files, and the one that leads to it from the layers. */
export function fileActions(desk: Desk): ActionRow[] {
  const { view } = desk.stores;
  const { reasons } = desk.words;
  const toFiles = (from: "layers" | "images"): ActionRow => ({
    id: `${from}.files`,
    keys: from === "layers" ? ["enter", "f"] : ["f"],
    where: from,
    run: () => {
      view.navigate({ type: "show-tab", tab: "files" });
      view.navigate({ type: "focus", focus: "main" });
    },
    disabledReason: () => {
      const { image, layer } = desk.stores.listing.getState();
      return (from === "layers" ? layer : image) === undefined ? reasons.nothingSelected : undefined;
    },
  });
  const noFile = (): string | undefined => (cursorNode(desk) === undefined ? reasons.noFile : undefined);
  return [
    toFiles("layers"),
    toFiles("images"),
    {
      id: "files.open",
      keys: ["enter"],
      where,
      run: () => {
        const node = cursorNode(desk);
        if (node?.isDirectory === false) return viewFile(desk, node);
        change(desk, toggled);
      },
      disabledReason: noFile,
    },
    {
      id: "files.toggle",
      keys: ["space"],
      where,
      hidden: true,
      run: () => change(desk, toggled),
      disabledReason: noFile,
    },
    {
      id: "files.copy-out",
      keys: ["x"],
      where,
      run: () => {
        const node = cursorNode(desk);
        if (node !== undefined) copyFileOut(desk, node);
      },
      disabledReason: () =>
        noFile() ?? (cursorNode(desk)?.isDirectory === true ? reasons.isDirectory : undefined),
    },
    {
      id: "files.sort",
      keys: ["s"],
      where,
      run: () =>
        change(desk, (place) => {
          const at = FILE_ORDERS.indexOf(place.order);
          return { ...place, order: FILE_ORDERS[(at + 1) % FILE_ORDERS.length] ?? "name" };
        }),
    },
    {
      id: "files.attributes",
      keys: ["m"],
      where,
      hidden: true,
      run: () => view.toggleFileAttributes(),
      disabledReason: () => (mainInside(desk).columns < WIDE_COLUMNS ? reasons.tooNarrow : undefined),
    },
    {
      id: "files.next-change",
      keys: ["n"],
      where,
      run: () => jump(desk, 1),
      disabledReason: () => noChanges(desk),
    },
    {
      id: "files.previous-change",
      keys: ["N"],
      where,
      hidden: true,
      run: () => jump(desk, -1),
      disabledReason: () => noChanges(desk),
    },
    {
      id: "files.unfold",
      keys: ["l", "right"],
      where,
      hidden: true,
      run: () => change(desk, (place, node) => fold(place, node, true)),
      disabledReason: noFile,
    },
    {
      id: "files.fold",
      keys: ["h", "left"],
      where,
      hidden: true,
      run: () => foldOrLeave(desk),
      disabledReason: noFile,
    },
    {
      id: "files.whole-stack",
      keys: ["o"],
      where,
      run: async () => {
        const node = cursorNode(desk);
        view.toggleWholeStacks();
        if (node !== undefined) await revealFile(desk, node.path);
      },
      disabledReason: () => wholeReason(desk),
    },
    {
      id: "files.unfold-all",
      keys: ["O"],
      where,
      hidden: true,
      run: () => toggleAll(desk),
    },
    {
      id: "files.back",
      keys: ["esc"],
      where,
      hidden: true,
      run: () => {
        const shown = shownNow(desk);
        if (shown !== undefined && shown.place.filter !== "") endFilter(desk.stores, shown.key);
        else view.navigate({ type: "focus", focus: "side" });
      },
    },
  ];
}

/** Waits until the tree that is shown is read, and puts the cursor on a path of it, or on what it went with. */
export async function revealFile(desk: Desk, path: string): Promise<void> {
  const key = fileKeyNow(desk);
  if (key === undefined) return;
  const { nodes } = await desk.stores.details.files.ready(key);
  const exact = nodes.findIndex((node) => node.path === path);
  const index = exact >= 0 ? exact : nodes.findIndex(isAbove(path));
  if (index >= 0) goToNode(desk.stores, key, index);
}

function isAbove(path: string): (node: FileNode) => boolean {
  return (node) => node.mark === "removed" && path.startsWith(`${node.path}/`);
}

/** The tree that is shown, once it is read. */
function shownNow(desk: Desk): (ReadyFiles & { readonly key: string }) | undefined {
  const key = fileKeyNow(desk);
  const shown = key === undefined ? undefined : filesShown(desk.stores, key);
  return key === undefined || shown?.status !== "ready" ? undefined : { ...shown, key };
}

function cursorNode(desk: Desk): FileNode | undefined {
  const shown = shownNow(desk);
  return shown?.model.nodes[shown.rows[shown.cursor] ?? -1];
}

/** Changes how the tree that is shown is looked at. */
function change(desk: Desk, work: (place: FilePlace, node: FileNode) => FilePlace): void {
  const key = fileKeyNow(desk);
  if (key === undefined) return;
  changeFiles(desk.stores, key, (place, node) => (node === undefined ? place : work(place, node)));
}

function toggled(place: FilePlace, node: FileNode): FilePlace {
  return fold(place, node, !place.unfolded.has(node.path));
}

/** Why there is no more or less of it to show. */
function wholeReason(desk: Desk): string | undefined {
  const { reasons } = desk.words;
  switch (filesNow(desk)?.of) {
    case "image":
      return reasons.imageHasNoChanges;
    case "comparison":
    case "volume":
      return reasons.allIsShown;
    default:
      return undefined;
  }
}

function noChanges(desk: Desk): string | undefined {
  return filesNow(desk)?.of === "image" ? desk.words.reasons.imageHasNoChanges : undefined;
}

/** To the next marked file in the order of the tree, whose directories are opened; round at the ends. */
function jump(desk: Desk, by: 1 | -1): void {
  const shown = shownNow(desk);
  if (shown === undefined) return;
  const { nodes } = shown.model;
  const wanted = shown.place.filter.toLowerCase();
  const changed = changedNodes(shown.model).filter((index) =>
    nodes[index]!.path.toLowerCase().includes(wanted),
  );
  const from = shown.rows[shown.cursor] ?? 0;
  const next =
    by > 0
      ? (changed.find((index) => index > from) ?? changed[0])
      : (changed.findLast((index) => index < from) ?? changed.at(-1));
  if (next !== undefined) goToNode(desk.stores, shown.key, next);
}

function fold(place: FilePlace, node: FileNode, open: boolean): FilePlace {
  if (!node.isDirectory) return place;
  const unfolded = new Set(place.unfolded);
  if (open) unfolded.add(node.path);
  else unfolded.delete(node.path);
  return { ...place, unfolded };
}

function foldOrLeave(desk: Desk): void {
  const shown = shownNow(desk);
  const node = cursorNode(desk);
  if (shown === undefined || node === undefined) return;
  if (node.isDirectory && shown.place.unfolded.has(node.path)) {
    change(desk, (now) => fold(now, node, false));
    return;
  }
  const parent = node.path.slice(0, Math.max(0, node.path.lastIndexOf("/")));
  const row = shown.rows.findIndex((at) => shown.model.nodes[at]?.path === parent);
  if (row >= 0) placeCursor(desk.stores, shown.key, row);
}

function toggleAll(desk: Desk): void {
  const shown = shownNow(desk);
  if (shown === undefined) return;
  change(desk, (place) => {
    const all = shown.model.nodes.filter(({ isDirectory }) => isDirectory).map(({ path }) => path);
    return { ...place, unfolded: new Set(place.unfolded.size < all.length ? all : []) };
  });
}
