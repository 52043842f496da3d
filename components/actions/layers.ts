import { fileKey, type Thing } from "../../src/stores/details-store.ts";
import { thingOf } from "../../src/stores/view/shown-files.ts";
import type { ActionRow } from "../keymap/action.ts";
import { thingName } from "../panels/compare.tsx";
import { historyShown, wasteShown } from "../panels/pane-list.ts";
import type { ActionId } from "../words/words.ts";
import { type Desk, subjectNow } from "./desk.ts";
import { revealFile } from "./files.ts";
import { launch } from "./launch.ts";

/** Keys that go from layer to layer: comparing, and what waste and history lead to. */
export function layerActions(desk: Desk): ActionRow[] {
  const compare = (id: ActionId, where: string, key: string): ActionRow => ({
    id,
    keys: [key],
    where,
    run: () => compareOrChoose(desk),
    disabledReason: () =>
      thingOf(subjectNow(desk)) === undefined ? desk.words.reasons.nothingSelected : undefined,
  });
  return [
    compare("images.compare", "images", "c"),
    compare("layers.compare", "layers", "c"),
    compare("containers.compare", "containers", "C"),
    {
      id: "layers.shell",
      keys: ["e"],
      where: "layers",
      run: async () => {
        const subject = subjectNow(desk);
        if (subject.of !== "layer") return;
        const { imageId, layer } = subject;
        await launch(desk, await desk.stores.containers.layerShell(imageId, layer.index));
      },
      disabledReason: () => {
        const subject = subjectNow(desk);
        // Nobody may look at a directory as a lower one that a container is writing to.
        if (subject.of === "upper") return desk.words.reasons.writtenLayer(subject.upper.container.name);
        return subject.of === "layer" ? undefined : desk.words.reasons.nothingSelected;
      },
    },
    {
      id: "waste.go",
      keys: ["enter"],
      where: "waste",
      run: () => goToWaste(desk),
      disabledReason: () => (chosenWaste(desk) === undefined ? desk.words.reasons.noFile : undefined),
    },
    {
      id: "history.go",
      keys: ["enter"],
      where: "history",
      run: async () => {
        const row = chosenHistory(desk);
        if (row !== undefined) await goToLayer(desk, row.imageId, row.layer.index);
      },
      disabledReason: () =>
        chosenHistory(desk) === undefined ? desk.words.reasons.nothingSelected : undefined,
    },
  ];
}

/** The first time it chooses; the second time, on something else, it compares. The one thing that is marked counts as chosen. */
function compareOrChoose(desk: Desk): void {
  const { view, messages } = desk.stores;
  const { words } = desk;
  const thing = thingOf(subjectNow(desk));
  if (thing === undefined) return;
  const chosen = onlyMarked(desk, thing) ?? view.store.getState().compared;
  if (chosen === undefined) {
    view.compareWith(thing);
    messages.say(
      "info",
      words.compare.chosen(thingName(desk.stores, thing, words)),
      words.compare.chooseSecond,
    );
  } else if (fileKey(chosen) === fileKey(thing)) {
    view.compareWith(undefined);
    messages.say("info", words.compare.noMore);
  } else {
    view.compareWith(chosen);
    view.navigate({ type: "show-tab", tab: "compare" });
    view.navigate({ type: "focus", focus: "main" });
  }
}

function onlyMarked({ stores }: Desk, besides: Thing): Thing | undefined {
  const { marks } = stores.view.store.getState().navigation;
  const marked: Thing[] = [
    ...[...marks.containers].map((containerId): Thing => ({ of: "container", containerId })),
    ...[...marks.images].map((imageId): Thing => ({ of: "image", imageId })),
  ];
  const { layers, layersImageId } = stores.listing.getState();
  for (const listed of layers) {
    if (!marks.layers.has(listed.id) || layersImageId === undefined) continue;
    marked.push(
      listed.of === "layer"
        ? { of: "layer", imageId: layersImageId, index: listed.layer.index }
        : { of: "container", containerId: listed.id },
    );
  }
  const others = marked.filter((thing) => fileKey(thing) !== fileKey(besides));
  return others.length === 1 ? others[0] : undefined;
}

function chosenWaste({ stores }: Desk) {
  const shown = wasteShown(stores);
  return shown.status === "ready" ? shown.value.rows[shown.value.cursor] : undefined;
}

function chosenHistory({ stores }: Desk) {
  const shown = historyShown(stores);
  return shown.status === "ready" ? shown.value.rows[shown.value.cursor] : undefined;
}

/** To the layer that made the file waste, and to the file in it. */
async function goToWaste(desk: Desk): Promise<void> {
  const file = chosenWaste(desk);
  const by = file?.copies.at(-1)?.by;
  const subject = subjectNow(desk);
  if (file === undefined || by === undefined) return;
  if (subject.of === "upper") {
    const containerId = subject.upper.container.id;
    goToRow(desk, containerId);
    await revealFile(desk, file.path);
    return;
  }
  const imageId =
    subject.of === "image" ? subject.image.id : subject.of === "layer" ? subject.imageId : undefined;
  if (imageId === undefined) return;
  await goToLayer(desk, imageId, by);
  await revealFile(desk, file.path);
}

/** Selects a layer of an image in the Layers panel and shows its files. */
async function goToLayer(desk: Desk, imageId: string, index: number): Promise<void> {
  const { view, details, listing } = desk.stores;
  const layers = await details.layers.ready(imageId);
  const id = layers[index]?.chainId;
  if (id === undefined) return;
  if (listing.getState().layersImageId !== imageId) {
    view.navigate({ type: "filter", panel: "images", text: "" });
    const at = listing.getState().images.findIndex((image) => image.id === imageId);
    view.navigate({ type: "choose-panel", panel: "images" });
    view.navigate({ type: "select", panel: "images", selection: { id: imageId, index: Math.max(0, at) } });
  }
  goToRow(desk, id);
}

/** Selects a row of the Layers panel as it is and shows its files. */
function goToRow({ stores: { view, listing } }: Desk, id: string): void {
  view.navigate({ type: "filter", panel: "layers", text: "" });
  view.navigate({ type: "choose-panel", panel: "layers" });
  const row = listing.getState().layers.findIndex((listed) => listed.id === id);
  view.navigate({ type: "select", panel: "layers", selection: { id, index: Math.max(0, row) } });
  view.navigate({ type: "show-tab", tab: "files" });
  view.navigate({ type: "focus", focus: "main" });
}
