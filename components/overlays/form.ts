import { fieldText, type TextField } from "../widgets/text-field.ts";

/** Several questions at once, each with a line to write in or with yes and no. */
export interface Form {
  readonly title: string;
  /** Stands below the fields: what comes along without being asked for. */
  readonly note: string;
  /** What enter does, and what is said while it is being done. */
  readonly yes: string;
  readonly doing: string;
  readonly fields: readonly FormField[];
  /** Name of the field that has the keys. */
  readonly active: string;
  readonly problems: Problems;
  /** What was asked for is being done. */
  readonly busy: boolean;
  /** Reads the answers; what they ask for is done by the function that it gives. */
  readonly read: (form: Form) => ReadAnswers;
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly placeholder: string;
  /** A line, or yes and no. */
  readonly value: TextField | boolean;
}

/** What is wrong, by field; "form" is what belongs to none. */
export type Problems = Readonly<Partial<Record<string, string>>>;

export type ReadAnswers =
  | { readonly status: "refused"; readonly problems: Problems }
  /** `act` gives what was wrong with the answers after all; undefined when it is done. */
  | { readonly status: "read"; readonly act: () => Promise<Problems | undefined> };

/** Goes to another field, round and round. */
export function moveField(form: Form, by: 1 | -1): Form {
  const { fields, active } = form;
  const at = fields.findIndex(({ name }) => name === active) + by;
  return { ...form, active: fields[(at + fields.length) % fields.length]?.name ?? active };
}

/** Puts a value in a field; what was wrong with it before counts no more. */
export function changeField(form: Form, name: string, value: FormField["value"]): Form {
  const { [name]: _, form: __, ...problems } = form.problems;
  const fields = form.fields.map((field) => (field.name === name ? { ...field, value } : field));
  return { ...form, fields, problems };
}

/** Shows what is wrong, and goes to the first field of it. */
export function refuse(form: Form, problems: Problems): Form {
  const first = form.fields.find(({ name }) => problems[name] !== undefined);
  return { ...form, problems, active: first?.name ?? form.active, busy: false };
}

/** What stands in a line, without the space around it. */
export function lineOf({ fields }: Form, name: string): string {
  const value = fields.find((field) => field.name === name)?.value;
  return typeof value === "object" ? fieldText(value).trim() : "";
}

export function isYes({ fields }: Form, name: string): boolean {
  return fields.find((field) => field.name === name)?.value === true;
}
