import type { StoreApi } from "zustand/vanilla";
import { assertNever, type CodedError } from "../../src/base/errors.ts";
import type { Stores } from "../../src/stores/stores.ts";
import type { InputEvent } from "../input/event.ts";
import type { Action } from "../keymap/action.ts";
import type { HeldKeys } from "../keymap/held-keys.ts";
import { filterFiles } from "../panels/files-place.ts";
import type { Selected } from "../terminal/selection.ts";
import type { Themes } from "../theme/themes.ts";
import { moveList } from "../widgets/list.ts";
import { scrolledTo } from "../widgets/scroll.ts";
import { createTextField, editField, fieldText } from "../widgets/text-field.ts";
import type { Words } from "../words/words.ts";
import { handleChoice } from "./choice.ts";
import { handleCommand } from "./command-run.ts";
import { type Dialog, mostRows } from "./dialog.ts";
import { doctorDialog } from "./doctor-dialog.ts";
import { handleForm } from "./form-keys.ts";
import { editHelp, type HelpState } from "./help.ts";
import { helpHeight, helpRows } from "./help-dialog.ts";
import { moveOf } from "./moves.ts";
import type { FilterTarget, Overlay, OverlayStore } from "./overlay.ts";
import type { Palette } from "./palette.ts";
import { handlePalette } from "./palette-keys.ts";
import { handleSessions } from "./sessions-keys.ts";
import { errorDialog } from "./small-dialogs.ts";

export interface OverlayDesk {
  readonly overlays: OverlayStore;
  readonly stores: Stores;
  readonly words: Words;
  readonly themes: Pick<Themes, "store">;
  /** Shows the session and gives it the keys. */
  readonly goToSession: (key: string) => void;
  readonly palette: Palette;
  readonly actions: readonly Action[];
  readonly prefix: string;
  readonly held: HeldKeys;
  readonly size: StoreApi<{ readonly columns: number; readonly rows: number }>;
  /** Does what the action's key does. */
  readonly perform: (action: Action) => void;
  /** Puts what was selected into the person's clipboard. */
  readonly copy: (selected: Selected) => void;
  /** Runs a command of the command line over the screen. */
  readonly runCommand: (words: readonly string[]) => Promise<void>;
}

type Of<K extends Overlay["kind"]> = Extract<Overlay, { kind: K }>;

/** Gives an event to the overlay that is open. */
export function handleOverlay(desk: OverlayDesk, overlay: Overlay, event: InputEvent): void {
  if (event.type === "key" && event.action === "release" && overlay.kind !== "command") return;
  const key = event.type === "key" ? event.key : "";
  switch (overlay.kind) {
    case "help":
      handleHelp(desk, overlay.state, event);
      break;
    case "error":
    case "doctor":
      handleText(desk, overlay, key);
      break;
    case "confirm":
      handleConfirm(desk, overlay, key);
      break;
    case "sessions":
      handleSessions(desk, overlay.selected, key);
      break;
    case "jobs":
      handleJobs(desk, overlay, key);
      break;
    case "prompt":
      handlePrompt(desk, overlay, event, key);
      break;
    case "filter":
      handleFilter(desk, overlay, event, key);
      break;
    case "choice":
      handleChoice(desk.overlays, overlay.state, event);
      break;
    case "form":
      handleForm(desk.overlays, overlay.form, event);
      break;
    case "palette":
      handlePalette(desk, overlay.state, event);
      break;
    case "command": {
      const wanted = handleCommand(overlay.run, event, { screen: desk.size.getState(), held: desk.held });
      if (typeof wanted === "object") desk.copy(wanted.copy);
      if (wanted !== "done") break;
      show(desk, undefined);
      void overlay.run.session[Symbol.asyncDispose]();
      break;
    }
    default:
      assertNever(overlay);
  }
}

function show({ overlays }: OverlayDesk, overlay: Overlay | undefined): void {
  overlays.setState({ overlay });
}

function handleHelp(desk: OverlayDesk, state: HelpState, event: InputEvent): void {
  const screen = desk.size.getState();
  const rows = helpRows({ ...desk, state, screen, theme: desk.themes.store.getState() });
  const next = editHelp(state, event, {
    count: rows.length,
    height: helpHeight(screen, state),
    held: desk.held,
  });
  show(desk, next && { kind: "help", state: next });
}

function handleText(desk: OverlayDesk, overlay: Of<"error"> | Of<"doctor">, key: string): void {
  const { held } = desk;
  const move = moveOf(held, key);
  if (overlay.kind === "doctor" && held.of("doctor", key) === "again") void desk.stores.examine();
  else if (overlay.kind === "error" && held.of("error", key) === "details" && !overlay.full) {
    show(desk, { ...overlay, full: true });
  } else if (closes(desk, key, overlay.kind)) {
    if (overlay.kind === "error") markRead(desk, overlay.error);
    show(desk, undefined);
  } else if (move !== undefined) {
    show(desk, { ...overlay, top: scrolledTo(overlay.top, move, textOf(desk, overlay).extent) });
  }
}

/** A key that closes what lies over the screen: one for all of them, and the one that opened it. */
function closes(
  { held }: OverlayDesk,
  key: string,
  opened: "error" | "doctor" | "jobs" | "sessions",
): boolean {
  return held.of("dialogs", key) === "close" || held.has(`everywhere.${opened}`, key);
}

function textOf(desk: OverlayDesk, overlay: Of<"error"> | Of<"doctor">): Dialog {
  const { stores, words } = desk;
  const screen = desk.size.getState();
  const theme = desk.themes.store.getState();
  if (overlay.kind === "error") return errorDialog(overlay, screen, { theme, words, keyOf: desk.held.keyOf });
  return doctorDialog({
    ...overlay,
    engine: stores.engine.getState(),
    screen,
    theme,
    words,
    keyOf: desk.held.keyOf,
  });
}

/** What was read in full needs to stand nowhere any more. */
function markRead({ stores: { messages, jobs } }: OverlayDesk, error: CodedError): void {
  messages.dismiss();
  for (const { id, state } of jobs.store.getState().jobs) {
    if (state.status === "failed" && state.error === error) jobs.dismiss(id);
  }
}

function handleConfirm(desk: OverlayDesk, { question }: Of<"confirm">, key: string): void {
  const { held } = desk;
  const command = held.of("confirm", key);
  if (command === "yes" && question.run !== undefined) {
    show(desk, undefined);
    question.run();
  } else if (command === "further" && question.further !== undefined) {
    show(desk, undefined);
    question.further.run();
  } else if (command === "no" || held.of("dialogs", key) === "close") {
    show(desk, undefined);
  }
}

function handleJobs(desk: OverlayDesk, overlay: Of<"jobs">, key: string): void {
  const { held, stores } = desk;
  const { jobs } = stores;
  const all = jobs.store.getState().jobs;
  const selected = Math.min(overlay.selected, Math.max(0, all.length - 1));
  const job = all[selected];
  const command = held.of("jobs", key);
  const move = moveOf(held, key);
  if (command === "cancel" && job !== undefined) {
    if (job.state.status === "running") jobs.cancel(job.id);
    else jobs.dismiss(job.id);
  } else if (command === "why" && job?.state.status === "failed") {
    show(desk, { kind: "error", error: job.state.error, top: 0 });
    jobs.dismiss(job.id);
  } else if (closes(desk, key, "jobs")) {
    show(desk, undefined);
  } else if (move !== undefined) {
    const extent = { count: all.length, height: mostRows(desk.size.getState()) };
    show(desk, { ...overlay, selected: moveList({ selected, top: 0 }, move, extent).selected });
  }
}

function handlePrompt(desk: OverlayDesk, overlay: Of<"prompt">, event: InputEvent, key: string): void {
  if (key === "esc" || key === "ctrl-c") {
    show(desk, undefined);
  } else if (key === "enter") {
    const problem = overlay.prompt.submit(fieldText(overlay.field).trim());
    show(desk, problem === undefined ? undefined : { ...overlay, problem });
  } else if (key === "tab") {
    void completePrompt(desk, overlay);
  } else {
    const field = editField(overlay.field, event);
    if (field !== undefined) show(desk, { kind: "prompt", prompt: overlay.prompt, field });
  }
}

/** What is typed meanwhile goes before what was found. */
async function completePrompt(desk: OverlayDesk, overlay: Of<"prompt">): Promise<void> {
  const { prompt, field } = overlay;
  const made = await prompt.complete?.(fieldText(field));
  const now = desk.overlays.getState().overlay;
  if (made === undefined || now?.kind !== "prompt" || now.prompt !== prompt || now.field !== field) return;
  show(desk, { kind: "prompt", prompt, field: createTextField(made.text), choices: made.choices });
}

function handleFilter(desk: OverlayDesk, overlay: Of<"filter">, event: InputEvent, key: string): void {
  if (["enter", "down", "up"].includes(key)) {
    show(desk, undefined);
  } else if (key === "esc" || key === "ctrl-c") {
    applyFilter(desk.stores, overlay.target, "");
    show(desk, undefined);
  } else {
    const field = editField(overlay.field, event);
    if (field === undefined) return;
    applyFilter(desk.stores, overlay.target, fieldText(field));
    show(desk, { ...overlay, field });
  }
}

function applyFilter(stores: Stores, target: FilterTarget, text: string): void {
  if (target.of === "panel") {
    stores.view.navigate({ type: "filter", panel: target.panel, text });
    return;
  }
  if (target.of === "text") {
    target.apply(text);
    return;
  }
  filterFiles(stores, target.key, text);
}
