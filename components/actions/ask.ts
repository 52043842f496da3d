import { type Completion, completePath } from "../../src/stores/complete-path.ts";
import type { Prompt } from "../overlays/overlay.ts";
import { createTextField } from "../widgets/text-field.ts";
import type { Desk } from "./desk.ts";

export interface AskedText extends Omit<Prompt, "submit"> {
  /** What is wrong with an answer, said in place; undefined when it can be tried. */
  readonly problem: (text: string) => string | undefined;
  /** Does what the answer asks for; false when that failed. */
  readonly act: (text: string) => Promise<boolean>;
}

/** The last answer to each question until it has worked: it stands there again, to be mended instead of typed anew. */
const unfinishedAnswers = new WeakMap<Desk, Map<string, string>>();

/** Asks for a line of text, `value` standing there at first. */
export function ask(desk: Desk, value: string, { title, hint, problem, act, ...more }: AskedText): void {
  const kept = unfinishedAnswers.get(desk) ?? new Map<string, string>();
  unfinishedAnswers.set(desk, kept);
  const submit = (text: string): string | undefined => {
    const wrong = problem(text);
    if (wrong !== undefined) return wrong;
    kept.set(title, text);
    void act(text).then((done) => {
      if (done && kept.get(title) === text) kept.delete(title);
    });
    return undefined;
  };
  const field = createTextField(kept.get(title) ?? value);
  desk.overlays.setState({ overlay: { kind: "prompt", prompt: { title, hint, submit, ...more }, field } });
}

/** For an answer that must not be empty: what is wanted. */
export function orElse(wanted: string): AskedText["problem"] {
  return (text) => (text === "" ? wanted : undefined);
}

/** For an answer that is a path of this machine. */
export function completeHere(text: string): Promise<Completion> {
  return completePath(text, process.cwd());
}
