import type { FileNode } from "../../src/stores/files/file-model.ts";
import { rowOf } from "../../src/stores/files/visible-rows.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { cursorIn } from "../../src/stores/view/file-cursor.ts";
import type { FilePlace } from "../../src/stores/view/places.ts";
import { filesShown, type ReadyFiles } from "./files-shown.ts";

/** Changes how a tree is looked at; the cursor stays on its file, or goes to what is left of its way. */
export function changeFiles(
  stores: Stores,
  key: string,
  work: (place: FilePlace, node: FileNode | undefined) => FilePlace,
): void {
  const shown = filesShown(stores, key);
  if (shown.status !== "ready") return;
  const index = shown.rows[shown.cursor];
  const node = shown.model.nodes[index ?? -1];
  stores.view.placeFiles(key, work(shown.place, node));
  settle(stores, key, ({ model, rows }) => rowOf(model, rows, index ?? 0));
}

/** Puts the cursor on a node, and opens the directories on its way. */
export function goToNode(stores: Stores, key: string, index: number): void {
  const shown = filesShown(stores, key);
  const node = shown.status === "ready" ? shown.model.nodes[index] : undefined;
  if (shown.status !== "ready" || node === undefined) return;
  const names = node.path.split("/");
  const way = names.slice(1).map((_, count) => names.slice(0, count + 1).join("/"));
  stores.view.placeFiles(key, { ...shown.place, unfolded: new Set([...shown.place.unfolded, ...way]) });
  settle(stores, key, ({ model, rows }) => rowOf(model, rows, index));
}

/** Shows what has the text in its path; the cursor stays on a file that has it, or goes to the first that has. */
export function filterFiles(stores: Stores, key: string, text: string): void {
  changeFiles(stores, key, (place) => ({ ...place, filter: text }));
  const wanted = text.toLowerCase();
  settle(stores, key, ({ model, rows, cursor }) => {
    const fits = (index: number | undefined): boolean =>
      model.nodes[index ?? -1]?.path.toLowerCase().includes(wanted) === true;
    // The directories on the way to what was found have not got it.
    return fits(rows[cursor]) ? cursor : Math.max(0, rows.findIndex(fits));
  });
}

/** Ends the filter; what it found is shown where it lies. */
export function endFilter(stores: Stores, key: string): void {
  const shown = filesShown(stores, key);
  if (shown.status !== "ready") return;
  const found = shown.rows[shown.cursor];
  stores.view.placeFiles(key, { ...shown.place, filter: "" });
  if (found !== undefined) goToNode(stores, key, found);
}

/** Puts the cursor in one of the rows that are shown. */
export function placeCursor(stores: Stores, key: string, row: number): void {
  settle(stores, key, () => row);
}

function settle(stores: Stores, key: string, rowIn: (shown: ReadyFiles) => number): void {
  const shown = filesShown(stores, key);
  if (shown.status !== "ready") return;
  const cursor = cursorIn(shown.model, shown.rows, rowIn(shown));
  stores.view.placeFiles(key, { ...shown.place, cursor });
}
