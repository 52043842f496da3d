import type { FileNode } from "../../src/stores/files/file-model.ts";
import type { FilePlace } from "../../src/stores/view/places.ts";
import type { Action } from "../keymap/action.ts";
import { filesShown, placeOf } from "../panels/files-shown.ts";
import { type Desk, fileKeyNow } from "./desk.ts";

const where = "files";

/** Keys of a tree of files, and the one that leads to it from the layers. */
export function fileActions(desk: Desk): Action[] {
  const { view } = desk.stores;
  const toFiles = (from: string, label: string, description: string): Action => ({
    id: `${from}.files`,
    keys: from === "layers" ? ["enter", "f"] : ["f"],
    label,
    description,
    where: from,
    run: () => {
      view.navigate({ type: "show-tab", tab: "files" });
      view.navigate({ type: "focus", focus: "main" });
    },
    disabledReason: () => {
      const { image, layer } = desk.stores.listing.getState();
      return (from === "layers" ? layer : image) === undefined ? "nothing is selected" : undefined;
    },
  });
  const noFile = (): string | undefined =>
    cursorNode(desk) === undefined ? "no file is selected" : undefined;
  return [
    toFiles("layers", "files", "Go through the files of this layer"),
    toFiles("images", "files", "Go through the files of the whole image"),
    {
      id: "files.toggle",
      keys: ["enter", "space"],
      label: "open/fold",
      description: "Show or hide what is in the directory",
      where,
      run: () => change(desk, (place, node) => fold(place, node, !place.unfolded.has(node.path))),
      disabledReason: noFile,
    },
    {
      id: "files.unfold",
      keys: ["l", "right"],
      label: "open",
      description: "Show what is in the directory",
      where,
      hidden: true,
      run: () => change(desk, (place, node) => fold(place, node, true)),
      disabledReason: noFile,
    },
    {
      id: "files.fold",
      keys: ["h", "left"],
      label: "fold",
      description: "Hide what is in the directory, or go to the directory of the file",
      where,
      hidden: true,
      run: () => foldOrLeave(desk),
      disabledReason: noFile,
    },
    {
      id: "files.only-changes",
      keys: ["o"],
      label: "only changes",
      description: "Show only what the layer or the container added, changed or removed; and all again",
      where,
      run: () => change(desk, (place) => ({ ...place, onlyChanges: !place.onlyChanges, cursor: 0 })),
      disabledReason: () =>
        fileKeyNow(desk)?.startsWith("image ") ? "a whole image has no changes; look at a layer" : undefined,
    },
    {
      id: "files.unfold-all",
      keys: ["O"],
      label: "open all",
      description: "Show what is in every directory; and fold all again",
      where,
      hidden: true,
      run: () => toggleAll(desk),
    },
    {
      id: "files.back",
      keys: ["esc"],
      label: "back",
      description: "Clear the filter, then go back",
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
