import type { FileNode } from "../../src/stores/files/file-model.ts";
import type { FilePlace } from "../../src/stores/view/places.ts";
import { shownFiles } from "../../src/stores/view/shown-files.ts";
import type { ActionRow } from "../keymap/action.ts";
import { filesShown, placeOf } from "../panels/files-shown.ts";
import { type Desk, fileKeyNow, subjectNow, tabNow } from "./desk.ts";

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
      id: "files.toggle",
      keys: ["enter", "space"],
      where,
      run: () => change(desk, (place, node) => fold(place, node, !place.unfolded.has(node.path))),
      disabledReason: noFile,
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
      id: "files.only-changes",
      keys: ["o"],
      where,
      run: () => change(desk, (place) => ({ ...place, onlyChanges: !place.onlyChanges, cursor: 0 })),
      disabledReason: () =>
        shownFiles(subjectNow(desk), tabNow(desk))?.of === "image" ? reasons.imageHasNoChanges : undefined,
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
        const key = fileKeyNow(desk);
        const place = key === undefined ? undefined : view.store.getState().files.get(key);
        if (key !== undefined && place !== undefined && place.filter !== "") {
          view.placeFiles(key, { ...place, filter: "", cursor: 0 });
        } else {
          view.navigate({ type: "focus", focus: "side" });
        }
      },
    },
  ];
}

function cursorNode(desk: Desk): FileNode | undefined {
  const key = fileKeyNow(desk);
  const shown = key === undefined ? undefined : filesShown(desk.stores, key);
  if (key === undefined || shown?.status !== "ready") return undefined;
  return shown.model.nodes[shown.rows[placeOf(desk.stores, key, shown.model).cursor] ?? -1];
}

/** Changes the place; the cursor stays on its file, or goes to what is left of its way. */
function change(desk: Desk, work: (place: FilePlace, node: FileNode) => FilePlace): void {
  const key = fileKeyNow(desk);
  const shown = key === undefined ? undefined : filesShown(desk.stores, key);
  if (key === undefined || shown?.status !== "ready") return;
  const place = placeOf(desk.stores, key, shown.model);
  const index = shown.rows[place.cursor] ?? 0;
  const node = shown.model.nodes[index];
  desk.stores.view.placeFiles(key, node === undefined ? { ...place, onlyChanges: false } : work(place, node));
  const after = filesShown(desk.stores, key);
  if (after.status !== "ready") return;
  const next = placeOf(desk.stores, key, after.model);
  const stays = after.rows.findLastIndex((row) => row <= index);
  desk.stores.view.placeFiles(key, { ...next, cursor: Math.max(0, stays) });
}

function fold(place: FilePlace, node: FileNode, open: boolean): FilePlace {
  if (!node.isDirectory) return place;
  const unfolded = new Set(place.unfolded);
  if (open) unfolded.add(node.path);
  else unfolded.delete(node.path);
  return { ...place, unfolded };
}

function foldOrLeave(desk: Desk): void {
  const node = cursorNode(desk);
  const key = fileKeyNow(desk);
  const shown = key === undefined ? undefined : filesShown(desk.stores, key);
  if (node === undefined || key === undefined || shown?.status !== "ready") return;
  const place = placeOf(desk.stores, key, shown.model);
  if (node.isDirectory && place.unfolded.has(node.path)) {
    change(desk, (now) => fold(now, node, false));
    return;
  }
  const parent = node.path.slice(0, Math.max(0, node.path.lastIndexOf("/")));
  const cursor = shown.rows.findIndex((row) => shown.model.nodes[row]?.path === parent);
  if (cursor >= 0) desk.stores.view.placeFiles(key, { ...place, cursor });
}

function toggleAll(desk: Desk): void {
  const key = fileKeyNow(desk);
  const shown = key === undefined ? undefined : filesShown(desk.stores, key);
  if (shown?.status !== "ready") return;
  change(desk, (place) => {
    const all = shown.model.nodes.filter(({ isDirectory }) => isDirectory).map(({ path }) => path);
    return { ...place, unfolded: new Set(place.unfolded.size < all.length ? all : []) };
  });
}
