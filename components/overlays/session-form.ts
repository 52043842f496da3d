import type { CodedError } from "../../src/base/errors.ts";
import { splitWords } from "../../src/base/shell-words.ts";
import type { ShellOptions } from "../../src/stores/sessions-store.ts";
import { printable } from "../widgets/text.ts";
import { createTextField } from "../widgets/text-field.ts";
import type { Words } from "../words/words.ts";
import { type Form, lineOf, type Problems, type ReadAnswers } from "./form.ts";

interface SessionFormOptions {
  /** The container's name. */
  readonly name: string;
  readonly words: Words;
  /** Opens the session; gives what was wrong with the answers after all. */
  readonly open: (options: ShellOptions) => Promise<Problems | undefined>;
}

/** The form for one more process in a container: what runs, as whom, and where. */
export function openSessionForm({ name, words, open }: SessionFormOptions): Form {
  const { labels, placeholders, title, note, yes, doing } = words.sessionForm;
  return {
    title: title(printable(name)),
    note,
    yes,
    doing,
    fields: (["command", "user", "directory"] as const).map((field) => ({
      name: field,
      label: labels[field],
      placeholder: placeholders[field],
      value: createTextField(),
    })),
    active: "command",
    problems: {},
    busy: false,
    read: (form) => readSessionForm(form, words, open),
  };
}

function readSessionForm(form: Form, words: Words, open: SessionFormOptions["open"]): ReadAnswers {
  const command = splitWords(lineOf(form, "command"));
  const [user, workingDir] = [lineOf(form, "user"), lineOf(form, "directory")];
  const problems: Problems = {
    ...(command.status === "open" ? { command: words.form.problems.openQuote(command.quote) } : {}),
    ...(workingDir === "" || workingDir.startsWith("/")
      ? {}
      : { directory: words.sessionForm.problems.directory }),
  };
  if (command.status === "open" || Object.keys(problems).length > 0) return { status: "refused", problems };
  const options: ShellOptions = {
    ...(command.words.length === 0 ? {} : { command: command.words }),
    ...(user === "" ? {} : { user }),
    ...(workingDir === "" ? {} : { workingDir }),
  };
  return { status: "read", act: () => open(options) };
}

/** Puts what the engine refused beside the field that it is about. */
export function sessionProblems({ code, message, hint }: CodedError): Problems {
  const text = hint === undefined ? message : `${message}; ${hint}`;
  return /user|group/.test(code) ? { user: text } : { form: text };
}
