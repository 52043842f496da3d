import { useStore } from "zustand";
import { assertNever } from "../../src/base/errors.ts";
import { sessionsInOrder } from "../../src/stores/sessions-store.ts";
import { Region } from "../region.tsx";
import { useUi } from "../ui.ts";
import { columnsOf, fit } from "../widgets/text.ts";
import { fieldWithCaret } from "./caret.ts";
import { choiceDialog } from "./choice-dialog.ts";
import { CommandView } from "./command-view.tsx";
import type { Dialog } from "./dialog.ts";
import { doctorDialog } from "./doctor-dialog.ts";
import { formDialog } from "./form-dialog.ts";
import { helpDialog } from "./help-dialog.ts";
import { jobsDialog } from "./jobs-dialog.ts";
import type { Overlay } from "./overlay.ts";
import { paletteDialog } from "./palette-dialog.ts";
import { sessionsDialog } from "./sessions-dialog.ts";
import { confirmDialog, errorDialog, promptDialog } from "./small-dialogs.ts";

/** Draws what lies over the screen. */
export function OverlayView() {
  const { overlays, theme, words, size, actions, held, stores, prefix, beat, clock, palette } = useUi();
  const look = { theme, words, keyOf: held.keyOf };
  const screen = useStore(size);
  const overlay = useStore(overlays, (state) => state.overlay);
  const jobs = useStore(stores.jobs.store, (state) => (overlay?.kind === "jobs" ? state.jobs : undefined));
  const engine = useStore(stores.engine);
  const sessions = useStore(stores.sessions.store);
  const containers = useStore(stores.containers.store);
  // Only what moves is drawn with each beat.
  const beatMs = useStore(beat, (timeMs) => (isMoving(overlay) ? timeMs : 0));
  const clockMs = useStore(clock, (timeMs) => (overlay?.kind === "sessions" ? timeMs : 0));
  if (overlay === undefined) return null;
  if (overlay.kind === "command") return <CommandView run={overlay.run} />;
  const made = ((): Pick<Dialog, "at" | "rows"> => {
    switch (overlay.kind) {
      case "help":
        return helpDialog({ state: overlay.state, actions, prefix, screen, ...look });
      case "doctor":
        return doctorDialog({ ...overlay, engine, screen, ...look });
      case "confirm":
        return confirmDialog(overlay, screen, look);
      case "prompt":
        return promptDialog(overlay, screen, look);
      case "error":
        return errorDialog(overlay, screen, look);
      case "choice":
        return choiceDialog({ ...overlay, screen, ...look });
      case "form":
        return formDialog(overlay.form, screen, { theme, words: words.form, beatMs });
      case "jobs":
        return jobsDialog({ ...overlay, jobs: jobs ?? [], screen, ...look, nowMs: beatMs });
      case "sessions":
        return sessionsDialog({
          sessions: sessionsInOrder(sessions, containers.items),
          nameOf: (id) => containers.items.find((one) => one.id === id)?.name ?? id,
          ...overlay,
          screen,
          ...look,
          nowMs: clockMs,
        });
      case "palette":
        return paletteDialog({ state: overlay.state, entries: palette.entries(), screen, theme, words });
      case "filter": {
        const at = { left: 0, top: screen.rows - 1, columns: screen.columns, rows: 1 };
        const hint = `  ${theme.key("enter")} ${words.dialogs.keep}  ${theme.key("esc")} ${words.dialogs.clear}`;
        const field = fieldWithCaret(
          overlay.field,
          Math.max(10, screen.columns - columnsOf(hint) - 4),
          theme,
        );
        return { at, rows: [fit(` ${theme.key("/")} ${field}${hint}`, screen.columns)] };
      }
      default:
        return assertNever(overlay);
    }
  })();
  return <Region at={made.at} rows={made.rows} />;
}

function isMoving(overlay: Overlay | undefined): boolean {
  return overlay?.kind === "jobs" || (overlay?.kind === "form" && overlay.form.busy);
}
