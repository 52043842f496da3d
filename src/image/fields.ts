import { CodedError } from "../base/errors.ts";

/** A JSON object from outside, read field by field; each error names the field by its path. */
export interface Fields {
  readonly where: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Parses JSON text that must be an object. `what` opens each error: "read manifest sha256:…". */
export function parseFields(bytes: Uint8Array, what: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new CodedError("invalid", "invalid-json", `read ${what}: it is not JSON`, { cause });
  }
  return asFields(value, what);
}

export function asFields(value: unknown, where: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return refuse(where, "not an object");
  return { where, values: value as Record<string, unknown> };
}

export function stringField(fields: Fields, name: string): string {
  return optionalString(fields, name) ?? refuse(pathOf(fields, name), "missing");
}

export function optionalString(fields: Fields, name: string): string | undefined {
  const value = fieldValue(fields, name);
  if (value === undefined || typeof value === "string") return value;
  return refuse(pathOf(fields, name), "not text");
}

/** A whole number from 0 that JavaScript holds exactly. */
export function sizeField(fields: Fields, name: string): number {
  const value = fieldValue(fields, name);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  return refuse(pathOf(fields, name), value === undefined ? "missing" : "not a size");
}

export function optionalBoolean(fields: Fields, name: string): boolean | undefined {
  const value = fieldValue(fields, name);
  if (value === undefined || typeof value === "boolean") return value;
  return refuse(pathOf(fields, name), "neither true nor false");
}

/** An absent list is an empty one: Go writes null for it. */
export function listField(fields: Fields, name: string, limit: number): readonly unknown[] {
  const value = fieldValue(fields, name) ?? [];
  if (!Array.isArray(value)) return refuse(pathOf(fields, name), "not a list");
  if (value.length > limit) return refuse(pathOf(fields, name), `${value.length} items, more than ${limit}`);
  return value;
}

export function stringListField(fields: Fields, name: string, limit: number): readonly string[] {
  return listField(fields, name, limit).map((item, index) =>
    typeof item === "string" ? item : refuse(`${pathOf(fields, name)}[${index}]`, "not text"),
  );
}

export function optionalFields(fields: Fields, name: string): Fields | undefined {
  const value = fieldValue(fields, name);
  return value === undefined ? undefined : asFields(value, pathOf(fields, name));
}

/** An object whose values are all text, such as annotations; absent, an empty one. */
export function stringMapField(
  fields: Fields,
  name: string,
  limit: number,
): Readonly<Record<string, string>> {
  const inner = optionalFields(fields, name);
  if (inner === undefined) return {};
  const entries = Object.keys(inner.values).map((key): [string, string] => [key, stringField(inner, key)]);
  if (entries.length > limit) return refuse(inner.where, `${entries.length} items, more than ${limit}`);
  return Object.fromEntries(entries);
}

export function pathOf(fields: Fields, name: string): string {
  return `${fields.where}: ${name}`;
}

export function refuse(where: string, reason: string): never {
  throw new CodedError("invalid", "invalid-field", `read ${where}: ${reason}`);
}

/** Undefined for null too, and never what an object inherits. */
function fieldValue({ values }: Fields, name: string): unknown {
  return Object.hasOwn(values, name) ? (values[name] ?? undefined) : undefined;
}
