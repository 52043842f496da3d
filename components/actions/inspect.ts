import { parseLineTest } from "../../src/stores/logs/line-test.ts";
import { type InspectPlace, NOT_INSPECTED } from "../../src/stores/view/places.ts";
import type { ActionRow } from "../keymap/action.ts";
import { inspectText } from "../panels/inspect.tsx";
import { type InspectShown, inspectShown } from "../panels/inspect-shown.ts";
import { cursorRow, type InspectNode, placeAt } from "../panels/inspect-tree.ts";
import { createTextField } from "../widgets/text-field.ts";
import { copySequence } from "./copy-sequence.ts";
import type { Desk } from "./desk.ts";

const where = "inspect";

/** Keys of the tree of all that is known of a thing. */
export function inspectActions(desk: Desk): ActionRow[] {
  const { stores, words, overlays } = desk;
  const { view, messages } = stores;
  const noNode = () => (cursorNode(desk) === undefined ? words.reasons.nothingSelected : undefined);
  const noSearch = () => (searchOf(desk) === "" ? words.reasons.noSearch : undefined);
  const copy = (value: unknown, said: string): void => {
    desk.write(copySequence(typeof value === "string" ? value : JSON.stringify(value, null, 2)));
    messages.say("success", said);
  };
  return [
    {
      id: "inspect.toggle",
      keys: ["enter", "space"],
      where,
      run: () => fold(desk, (open) => !open),
      disabledReason: noNode,
    },
    { id: "inspect.open", keys: ["l", "right"], where, hidden: true, run: () => fold(desk, () => true) },
    { id: "inspect.fold", keys: ["h", "left"], where, hidden: true, run: () => foldOrLeave(desk) },
    { id: "inspect.fold-all", keys: ["O"], where, run: () => toggleAll(desk) },
    {
      id: "inspect.search",
      keys: ["/"],
      where,
      run: () => {
        const field = createTextField(searchOf(desk));
        const apply = (search: string): void => {
          change(desk, (place) => ({ ...place, search }));
          find(desk, 1, true);
        };
        overlays.setState({ overlay: { kind: "filter", target: { of: "text", apply }, field } });
      },
    },
    { id: "inspect.next", keys: ["n"], where, run: () => find(desk, 1, false), disabledReason: noSearch },
    {
      id: "inspect.previous",
      keys: ["N"],
      where,
      hidden: true,
      run: () => find(desk, -1, false),
      disabledReason: noSearch,
    },
    {
      id: "inspect.copy",
      keys: ["y"],
      where,
      run: () => {
        const node = cursorNode(desk);
        if (node !== undefined) copy(node.value, words.messages.copiedValue(node.key));
      },
      disabledReason: noNode,
    },
    {
      id: "inspect.copy-all",
      keys: ["Y"],
      where,
      run: () => {
        const shown = inspectShown(stores);
        if (shown.status === "ready") copy(shown.value, words.messages.copiedAll);
      },
      disabledReason: noNode,
    },
    {
      id: "inspect.back",
      keys: ["esc"],
      where,
      hidden: true,
      run: () => {
        if (searchOf(desk) !== "") change(desk, (place) => ({ ...place, search: "" }));
        else if (messages.store.getState().shown !== undefined) messages.dismiss();
        else view.navigate({ type: "focus", focus: "side" });
      },
    },
  ];
}

function ready({ stores }: Desk): Extract<InspectShown, { status: "ready" }> | undefined {
  const shown = inspectShown(stores);
  return shown.status === "ready" ? shown : undefined;
}

function searchOf(desk: Desk): string {
  return (ready(desk)?.place ?? NOT_INSPECTED).search;
}

function cursorNode(desk: Desk): InspectNode | undefined {
  const shown = ready(desk);
  return shown?.nodes[shown.rows[cursorRow(shown.nodes, shown.rows, shown.place)] ?? -1];
}

function change(desk: Desk, work: (place: InspectPlace) => InspectPlace): void {
  const shown = ready(desk);
  if (shown !== undefined) desk.stores.view.placeInspect(shown.id, work(shown.place));
}

function fold(desk: Desk, opened: (open: boolean) => boolean): void {
  const node = cursorNode(desk);
  if (node === undefined || !node.holds) return;
  change(desk, (place) => {
    const folded = new Set(place.folded);
    if (opened(!folded.has(node.path))) folded.delete(node.path);
    else folded.add(node.path);
    return { ...place, folded, path: node.path };
  });
}

function foldOrLeave(desk: Desk): void {
  const node = cursorNode(desk);
  if (node === undefined) return;
  change(desk, (place) =>
    node.holds && !place.folded.has(node.path)
      ? { ...place, folded: new Set(place.folded).add(node.path), path: node.path }
      : { ...place, path: node.path.slice(0, Math.max(0, node.path.lastIndexOf("\0"))) || node.path },
  );
}

function toggleAll(desk: Desk): void {
  const shown = ready(desk);
  if (shown === undefined) return;
  const all = shown.nodes.filter(({ holds }) => holds).map(({ path }) => path);
  change(desk, (place) => ({ ...place, folded: new Set(place.folded.size > 0 ? [] : all) }));
}

/** Goes to the next node that fits, around the end; `stay`: the one under the cursor counts too. */
function find(desk: Desk, direction: 1 | -1, stay: boolean): void {
  const shown = ready(desk);
  if (shown === undefined) return;
  const { nodes, rows, place } = shown;
  const parsed = parseLineTest(place.search);
  if (!parsed.ok || parsed.test === undefined) return;
  const from = rows[cursorRow(nodes, rows, place)] ?? 0;
  for (let step = stay ? 0 : 1; step <= nodes.length; step += 1) {
    const index = (from + direction * step + nodes.length * 2) % nodes.length;
    const node = nodes[index];
    if (node === undefined || !parsed.test.matches(inspectText(node))) continue;
    desk.stores.view.placeInspect(shown.id, placeAt(place, nodes, index));
    return;
  }
  desk.stores.messages.say("info", desk.words.logs.notFound);
}
