import { CodedError } from "../../src/base/errors.ts";
import { joinWords, splitWords } from "../../src/base/shell-words.ts";
import { parseBytes } from "../../src/base/units.ts";
import type { CreateOptions } from "../../src/engine/containers/containers.ts";
import type { ImageDetails } from "../../src/engine/images/images.ts";
import { createTextField, fieldText, type TextField } from "../widgets/text-field.ts";
import type { Words } from "../words/words.ts";

export type FieldName = "command" | "name" | "tty" | "environment" | "memory" | "cpus";
export type TextName = Exclude<FieldName, "tty">;

export const FIELD_NAMES: readonly FieldName[] = ["command", "name", "tty", "environment", "memory", "cpus"];

/** The form in which a container is asked for. */
export interface RunForm {
  readonly image: ImageDetails;
  /** The reference, or the id of an image without one. */
  readonly reference: string;
  readonly fields: Readonly<Record<TextName, TextField>>;
  readonly tty: boolean;
  readonly active: FieldName;
  readonly problems: Problems;
  readonly starting: boolean;
}

/** What is wrong, by field; "form" is what belongs to none. */
export type Problems = Readonly<Partial<Record<FieldName | "form", string>>>;

/** A form filled from the image's config. */
export function openForm(image: ImageDetails): RunForm {
  return {
    image,
    reference: image.references[0] ?? image.id,
    fields: {
      command: createTextField(joinWords(imageCommand(image))),
      name: createTextField(),
      environment: createTextField(),
      memory: createTextField(),
      cpus: createTextField(),
    },
    tty: true,
    active: "command",
    problems: {},
    starting: false,
  };
}

/** Goes to another field, round and round. */
export function moveField(form: RunForm, by: 1 | -1): RunForm {
  const at = FIELD_NAMES.indexOf(form.active) + by;
  return { ...form, active: FIELD_NAMES[(at + FIELD_NAMES.length) % FIELD_NAMES.length] ?? "command" };
}

/** Puts a text in the active field; what was wrong with it before counts no more. */
export function changeField(form: RunForm, name: TextName, field: TextField): RunForm {
  const { [name]: _, form: __, ...problems } = form.problems;
  return { ...form, fields: { ...form.fields, [name]: field }, problems };
}

/** Shows what is wrong, and goes to the first field of it. */
export function refuse(form: RunForm, problems: Problems): RunForm {
  const first = FIELD_NAMES.find((name) => problems[name] !== undefined);
  return { ...form, problems, active: first ?? form.active, starting: false };
}

type FormProblems = Words["form"]["problems"];

export type ReadForm =
  | { readonly status: "read"; readonly options: CreateOptions }
  | { readonly status: "refused"; readonly problems: Problems };

/** Makes of the form what the engine takes; the engine judges what only it can know. */
export function readForm({ image, reference, fields, tty }: RunForm, words: FormProblems): ReadForm {
  const problems: Partial<Record<FieldName, string>> = {};
  const text = (name: TextName): string => fieldText(fields[name]).trim();

  const command = splitWords(text("command"));
  if (command.status === "open") problems.command = words.openQuote(command.quote);
  else if (command.words.length === 0) problems.command = words.noCommand;

  const name = text("name");
  if (name !== "" && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    problems.name = words.name;
  }

  const environment = splitWords(text("environment"));
  if (environment.status === "open") problems.environment = words.openQuote(environment.quote);
  else {
    const wrong = environment.words.find((word) => !/^[^=]+=/.test(word));
    if (wrong !== undefined) problems.environment = words.environment(wrong);
  }

  const memoryBytes = text("memory") === "" ? undefined : readMemory(text("memory"), problems, words);
  const cpus = text("cpus") === "" ? undefined : readCpus(text("cpus"), problems, words);
  if (command.status === "open" || environment.status === "open" || Object.keys(problems).length > 0) {
    return { status: "refused", problems };
  }

  const asImage = joinWords(command.words) === joinWords(imageCommand(image));
  return {
    status: "read",
    options: {
      image: reference,
      tty,
      openStdin: true,
      ...(asImage ? {} : { entrypoint: [], command: command.words }),
      ...(name === "" ? {} : { name }),
      ...(environment.words.length === 0 ? {} : { env: environment.words }),
      ...(memoryBytes === undefined ? {} : { memoryBytes }),
      ...(cpus === undefined ? {} : { cpus }),
    },
  };
}

/** What the image runs by itself. */
export function imageCommand({ config }: ImageDetails): readonly string[] {
  return [...config.process.entrypoint, ...config.process.cmd];
}

const LEAST_MEMORY_BYTES = 6 * 1024 * 1024;

function readMemory(text: string, problems: { memory?: string }, words: FormProblems): number | undefined {
  try {
    const memoryBytes = parseBytes(text);
    if (memoryBytes >= LEAST_MEMORY_BYTES) return memoryBytes;
    problems.memory = words.leastMemory("6m");
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown;
    problems.memory = words.memory;
  }
  return undefined;
}

function readCpus(text: string, problems: { cpus?: string }, words: FormProblems): number | undefined {
  const cpus = Number(text);
  if (/^\d*\.?\d+$/.test(text) && cpus >= 0.01) return cpus;
  problems.cpus = words.cpus;
  return undefined;
}
