import { asCodedError } from "../../src/base/errors.ts";
import type { InputEvent } from "../input/event.ts";
import { editField } from "../widgets/text-field.ts";
import type { OverlayDesk } from "./handle.ts";
import { changeField, moveField, type Problems, type RunForm, readForm, refuse } from "./run-form.ts";

const FIELD_MOVES: Readonly<Record<string, 1 | -1>> = { tab: 1, down: 1, "shift-tab": -1, up: -1 };

export function handleForm(desk: OverlayDesk, form: RunForm, event: InputEvent): void {
  const { overlays } = desk;
  const key = event.type === "key" ? event.key : "";
  const show = (next: RunForm): void => overlays.setState({ overlay: { kind: "run", form: next } });
  // What is being started cannot be called back by a key; it is there in a moment.
  if (form.starting) return;
  const by = FIELD_MOVES[key];
  if (key === "esc" || key === "ctrl-c") overlays.setState({ overlay: undefined });
  else if (key === "enter") void submit(desk, form, show);
  else if (by !== undefined) show(moveField(form, by));
  else if (form.active === "tty") {
    if (["space", "left", "right", "y", "n"].includes(key))
      show({ ...form, tty: key === "y" || (key !== "n" && !form.tty) });
  } else {
    const field = editField(form.fields[form.active], event);
    if (field !== undefined) show(changeField(form, form.active, field));
  }
}

async function submit(desk: OverlayDesk, form: RunForm, show: (form: RunForm) => void): Promise<void> {
  const read = readForm(form, desk.words.form.problems);
  if (read.status === "refused") {
    show(refuse(form, read.problems));
    return;
  }
  show({ ...form, starting: true, problems: {} });
  try {
    await desk.launch(read.options);
    desk.overlays.setState({ overlay: undefined });
  } catch (thrown) {
    show(refuse(form, problemsOf(thrown)));
  }
}

/** Puts what the engine refused beside the field that it is about. */
function problemsOf(thrown: unknown): Problems {
  const { kind, code, message, hint, exitCode } = asCodedError(thrown, "run");
  const text = hint === undefined ? message : `${message}; ${hint}`;
  if (kind === "conflict" && /name/.test(code)) return { name: text };
  if (exitCode === 126 || exitCode === 127) return { command: text };
  return { form: text };
}
