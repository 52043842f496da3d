import type { InputEvent } from "../input/event.ts";
import { editField } from "../widgets/text-field.ts";
import { changeField, type Form, moveField, refuse } from "./form.ts";
import type { OverlayStore } from "./overlay.ts";

const FIELD_MOVES: Readonly<Record<string, 1 | -1>> = { tab: 1, down: 1, "shift-tab": -1, up: -1 };

export function handleForm(overlays: OverlayStore, form: Form, event: InputEvent): void {
  const key = event.type === "key" ? event.key : "";
  const show = (next: Form): void => overlays.setState({ overlay: { kind: "form", form: next } });
  // What is being started cannot be called back by a key; it is there in a moment.
  if (form.busy) return;
  const by = FIELD_MOVES[key];
  const active = form.fields.find(({ name }) => name === form.active);
  if (key === "esc" || key === "ctrl-c") overlays.setState({ overlay: undefined });
  else if (key === "enter") void submit(overlays, form, show);
  else if (by !== undefined) show(moveField(form, by));
  else if (typeof active?.value === "boolean") {
    if (["space", "left", "right", "y", "n"].includes(key))
      show(changeField(form, active.name, key === "y" || (key !== "n" && !active.value)));
  } else if (active !== undefined) {
    const field = editField(active.value, event);
    if (field !== undefined) show(changeField(form, active.name, field));
  }
}

async function submit(overlays: OverlayStore, form: Form, show: (form: Form) => void): Promise<void> {
  const read = form.read(form);
  if (read.status === "refused") {
    show(refuse(form, read.problems));
    return;
  }
  show({ ...form, busy: true, problems: {} });
  const problems = await read.act();
  if (problems === undefined) overlays.setState({ overlay: undefined });
  else show(refuse(form, problems));
}
