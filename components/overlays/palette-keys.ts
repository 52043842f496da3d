import type { InputEvent } from "../input/event.ts";
import { createTextField } from "../widgets/text-field.ts";
import type { OverlayDesk } from "./handle.ts";
import { editPalette, type PaletteEntry, type PaletteState, paletteText, remember } from "./palette.ts";
import { matchEntries, readCommandLine } from "./palette-match.ts";

export function handlePalette(desk: OverlayDesk, state: PaletteState, event: InputEvent): void {
  const key = event.type === "key" ? event.key : "";
  const show = (next: PaletteState): void =>
    desk.overlays.setState({ overlay: { kind: "palette", state: next } });
  if (key === "esc" || key === "ctrl-c") {
    desk.overlays.setState({ overlay: undefined });
    return;
  }
  const entries = desk.palette.entries();
  const matches = matchEntries(entries, paletteText(state));
  const chosen = matches[Math.min(state.selected, matches.length - 1)]?.entry;
  const complete = (entry: PaletteEntry): void =>
    show({ field: createTextField(`${entry.name} `), selected: 0, recalled: 0 });
  if (key === "tab" && chosen?.kind === "command") complete(chosen);
  else if (key === "enter") choose(desk, state, { entries, chosen, complete, show });
  else show(editPalette(state, event, { count: matches.length, history: desk.palette.history }));
}

interface Choice {
  readonly entries: readonly PaletteEntry[];
  readonly chosen: PaletteEntry | undefined;
  readonly complete: (entry: PaletteEntry) => void;
  readonly show: (state: PaletteState) => void;
}

function choose(desk: OverlayDesk, state: PaletteState, { entries, chosen, complete, show }: Choice): void {
  const { overlays, stores, words, palette } = desk;
  if (chosen === undefined) return;
  if (chosen.kind === "action") {
    if (chosen.reason !== undefined) {
      show({ ...state, problem: `${chosen.title}: ${chosen.reason}` });
      return;
    }
    palette.history = remember(palette.history, chosen.name);
    overlays.setState({ overlay: undefined });
    for (const step of chosen.way) stores.view.navigate(step);
    desk.perform(chosen.action);
    return;
  }
  const text = paletteText(state);
  const line = readCommandLine(entries, text);
  if (line?.status === "open") {
    show({ ...state, problem: words.form.problems.openQuote(line.quote) });
    return;
  }
  // Of a name that was found by a part of it, nothing but the name was typed.
  const args = line?.entry === chosen && line.status === "command" ? line.args : [];
  if (args.length === 0 && chosen.command.needsArguments) {
    complete(chosen);
    return;
  }
  palette.history = remember(palette.history, line?.entry === chosen ? text.trim() : chosen.name);
  overlays.setState({ overlay: undefined });
  void desk.runCommand([chosen.name, ...args]);
}
