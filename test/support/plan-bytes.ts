import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A field of a step, by its letter in opcodes.h: s string, l string[], u number or bigint, b Buffer. */
export type Field = string | readonly string[] | number | bigint | Buffer;

/** A step by hand: its name in opcodes.h, its fields, and the place in the spec it claims to come from. */
export interface HandStep {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly where?: string;
}

export function step(name: string, ...fields: Field[]): HandStep {
  return { name, fields };
}

/**
 * The bytes of a plan, made without the code under test: its numbers come from opcodes.h itself, its layout from
 * the text at the head of that file.
 */
export function planBytes(steps: readonly HandStep[]): Buffer {
  const body = Buffer.concat(steps.map(stepBytes));
  return Buffer.concat([Buffer.from("WPLN"), u32(1), u32(steps.length), u32(body.length), body]);
}

function stepBytes({ name, fields, where = `test.${name}` }: HandStep): Buffer {
  const opcode = opcodes.get(name);
  if (opcode === undefined) throw new Error(`opcodes.h has no step ${name}`);
  if (opcode.signature.length !== fields.length) throw new Error(`${name} takes ${opcode.signature}`);
  const rest = Buffer.concat([
    text(where),
    ...fields.map((field, at) => fieldBytes(opcode.signature[at]!, field)),
  ]);
  const header = Buffer.alloc(4);
  header.writeUInt16LE(opcode.number);
  return Buffer.concat([header, u32(rest.length), rest]);
}

function fieldBytes(letter: string, field: Field): Buffer {
  if (letter === "s" && typeof field === "string") return text(field);
  if (letter === "l" && Array.isArray(field)) return Buffer.concat([u32(field.length), ...field.map(text)]);
  if (letter === "u" && (typeof field === "number" || typeof field === "bigint")) return u64(BigInt(field));
  if (letter === "b" && Buffer.isBuffer(field)) return Buffer.concat([u32(field.length), field]);
  throw new Error(`a field ${letter} cannot be ${typeof field}`);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u32(bytes.length), bytes, Buffer.from([0])]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

const header = readFileSync(join(import.meta.dirname, "../../runtime/native/opcodes.h"), "utf8");
const opcodes = new Map(
  [...header.matchAll(/^ {2}STEP\((\d+), (\w+), "(\w*)"\)/gm)].map(([, number, name, signature]) => [
    name!,
    { number: Number(number), signature: signature! },
  ]),
);

/** The bits of opcodes.h, by name: MONITOR_TTY and the rest. */
export const bits: Readonly<Record<string, number>> = Object.fromEntries(
  [...header.matchAll(/^#define (\w+) (\d+)u/gm)].map(([, name, value]) => [name!, Number(value)]),
);
