import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import { openChoice } from "../overlays/choice.ts";
import { namesOf } from "./confirm-words.ts";
import type { Desk } from "./desk.ts";
import { FOR_CONTAINERS, signalRows } from "./signals.ts";
import { unmark } from "./targets.ts";

/** Asks which signal the main processes of these containers get. */
export function askKill(desk: Desk, targets: readonly ContainerSummary[]): void {
  const { signals } = desk.words;
  const names = targets.map(({ name }) => name);
  const [only = ""] = names;
  const choice = {
    title: names.length > 1 ? signals.titleMany(names.length) : signals.title(only),
    ...namesOf(desk.words, names),
    rows: signalRows(desk.words, FOR_CONTAINERS),
    note: signals.whatStays(names.length),
    yes: signals.send,
    choose: ({ name }: { readonly name: string }) => void send(desk, targets, name),
  };
  desk.overlays.setState({ overlay: { kind: "choice", state: openChoice(choice) } });
}

async function send(desk: Desk, targets: readonly ContainerSummary[], signal: string): Promise<void> {
  const { containers, messages } = desk.stores;
  const [only, ...others] = targets;
  if (only === undefined || others.length > 0) {
    const ids = targets.map(({ id }) => id);
    unmark(desk, "containers", await containers.signalAll(ids, signal));
  } else if ((await containers.signal(only.id, signal)) && signal !== "KILL") {
    // Nothing else may tell: the program does with it what it likes.
    messages.say("success", desk.words.signals.sent(signal, only.name));
  }
}
