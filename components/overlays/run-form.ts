import { CodedError } from "../../src/base/errors.ts";
import { joinWords, splitWords } from "../../src/base/shell-words.ts";
import { parseBytes } from "../../src/base/units.ts";
import type { CreateOptions } from "../../src/engine/containers/containers.ts";
import type { ImageDetails } from "../../src/engine/images/images.ts";
import { printable } from "../widgets/text.ts";
import { createTextField } from "../widgets/text-field.ts";
import type { Words } from "../words/words.ts";
import { type Form, type FormField, isYes, lineOf, type Problems } from "./form.ts";

type TextName = "command" | "name" | "environment" | "memory" | "cpus";
type FormWords = Words["form"];

interface RunFormOptions {
  readonly image: ImageDetails;
  readonly words: FormWords;
  /** Starts the container; gives what was wrong with the answers after all. */
  readonly launch: (options: CreateOptions) => Promise<Problems | undefined>;
}

/** The form in which a container is asked for, filled from the image's config. */
export function openRunForm({ image, words, launch }: RunFormOptions): Form {
  const line = (name: TextName, value = ""): FormField => ({
    name,
    label: words.labels[name],
    placeholder: words.placeholders[name],
    value: createTextField(value),
  });
  return {
    title: words.title(printable(referenceOf(image))),
    note: imageWords(image, words),
    yes: words.start,
    doing: words.starting,
    fields: [
      line("command", joinWords(imageCommand(image))),
      line("name"),
      { name: "tty", label: words.labels.tty, placeholder: "", value: true },
      line("environment"),
      line("memory"),
      line("cpus"),
    ],
    active: "command",
    problems: {},
    busy: false,
    read: (form) => {
      const read = readRunForm(form, image, words.problems);
      return read.status === "refused" ? read : { status: "read", act: () => launch(read.options) };
    },
  };
}

function referenceOf({ references, id }: ImageDetails): string {
  return references[0] ?? id;
}

/** What the image brings along, so that nobody types it again. */
function imageWords({ config }: ImageDetails, words: FormWords): string {
  const { user, workingDir, env } = config.process;
  const names = env.map((one) => one.split("=")[0] ?? "").filter((one) => one !== "");
  return [
    words.as(user === "" ? "root" : printable(user)),
    words.in(workingDir === "" ? "/" : printable(workingDir)),
    ...(names.length === 0 ? [] : [words.withSet(names.map(printable).join(", "))]),
  ].join(" ");
}

export type ReadForm =
  | { readonly status: "read"; readonly options: CreateOptions }
  | { readonly status: "refused"; readonly problems: Problems };

/** Makes of the form what the engine takes; the engine judges what only it can know. */
export function readRunForm(form: Form, image: ImageDetails, words: FormWords["problems"]): ReadForm {
  const problems: Partial<Record<TextName, string>> = {};
  const text = (name: TextName): string => lineOf(form, name);

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
      image: referenceOf(image),
      tty: isYes(form, "tty"),
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

/** Puts what the engine refused beside the field that it is about. */
export function runProblems({ kind, code, message, hint, exitCode }: CodedError): Problems {
  const text = hint === undefined ? message : `${message}; ${hint}`;
  if (kind === "conflict" && /name/.test(code)) return { name: text };
  if (exitCode === 126 || exitCode === 127) return { command: text };
  return { form: text };
}

const LEAST_MEMORY_BYTES = 6 * 1024 * 1024;

function readMemory(
  text: string,
  problems: { memory?: string },
  words: FormWords["problems"],
): number | undefined {
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

function readCpus(
  text: string,
  problems: { cpus?: string },
  words: FormWords["problems"],
): number | undefined {
  const cpus = Number(text);
  if (/^\d*\.?\d+$/.test(text) && cpus >= 0.01) return cpus;
  problems.cpus = words.cpus;
  return undefined;
}
