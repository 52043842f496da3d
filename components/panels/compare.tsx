import { useStore } from "zustand";
import { shortId } from "../../src/base/ids.ts";
import { type FileSource, fileKey, type Thing } from "../../src/stores/details-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { useUi } from "../ui.ts";
import { columnsOf, cutReference, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { FilesTab } from "./files.tsx";
import { imageName } from "./images.tsx";
import type { MainFrame } from "./main-frame.ts";
import { NoticePane } from "./notice-pane.tsx";

interface CompareTabProps {
  readonly frame: Omit<MainFrame, "body">;
  readonly comparison: Extract<FileSource, { of: "comparison" }>;
}

/** What differs between the selected thing and the one that was chosen before. */
export function CompareTab({ frame, comparison }: CompareTabProps) {
  const { stores, words } = useUi();
  const names = [comparison.before, comparison.after].map((thing) =>
    printable(thingName(stores, thing, words)),
  );
  const title = (columns: number): string => comparisonTitle(names, columns, words.compare);
  return <FilesTab frame={frame} files={fileKey(comparison)} empty={words.compare.same} title={title} />;
}

/** Both names, the longer one shortened first; nothing where they would say nothing any more. */
export function comparisonTitle(
  [before = "", after = ""]: readonly string[],
  columns: number,
  words: Words["compare"],
): string {
  const room = columns - columnsOf(words.title("", ""));
  if (room < 2 * LEAST_NAME_COLUMNS) return "";
  const half = room >> 1;
  const first = cutReference(before, Math.max(half, room - columnsOf(after)));
  return words.title(first, cutReference(after, room - columnsOf(first)));
}

const LEAST_NAME_COLUMNS = 6;

export function NothingToCompare({ frame }: { readonly frame: Omit<MainFrame, "body"> }) {
  const { stores, words } = useUi();
  const compared = useStore(stores.view.store, (view) => view.compared);
  const lines =
    compared === undefined
      ? [{ text: words.compare.chooseFirst }, { text: words.compare.chooseSecond }]
      : [
          { text: words.compare.chosen(thingName(stores, compared, words)) },
          { text: words.compare.chooseSecond },
        ];
  return <NoticePane frame={frame} lines={lines.map((line) => ({ ...line, look: "muted" }))} />;
}

/** As people know it: `nginx:1.27`, `nginx:1.27 layer 3`, `web`. */
export function thingName({ containers, images }: Stores, thing: Thing, words: Words): string {
  if (thing.of === "container") return containers.find(thing.containerId)?.name ?? shortId(thing.containerId);
  const image = images.find(thing.imageId);
  const name = image === undefined ? shortId(thing.imageId) : imageName(image);
  return thing.of === "image" ? name : words.compare.layerOf(thing.index + 1, name);
}
