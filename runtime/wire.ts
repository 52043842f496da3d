import { OPCODES, type Plan, type Step, type StepName } from "./opcodes.ts";

const MAGIC = "WPLN";
const VERSION = 1;
const HEADER_BYTES = 16;
const MAX_PLAN_BYTES = 1024 * 1024;
const MAX_STEPS = 4096;
const MAX_TEXT_BYTES = 128 * 1024;
const MAX_LIST_ITEMS = 4096;

const NAME_OF_NUMBER = new Map(
  Object.entries(OPCODES).map(([name, { number }]) => [number as number, name as StepName] as const),
);

/**
 * A plan as the launcher reads it (native/opcodes.h gives the form). Throws RangeError, naming the step and its
 * place, when something exceeds what the launcher accepts or a text holds a NUL.
 */
export function encodePlan(plan: Plan): Buffer {
  const writer = new Writer();
  writer.raw(Buffer.from(MAGIC));
  writer.u32(VERSION);
  writer.u32(plan.length);
  writer.u32(0);
  if (plan.length > MAX_STEPS) throw new RangeError(`write plan: more than ${MAX_STEPS} steps`);
  for (const step of plan) writeStep(writer, step);
  if (writer.length > MAX_PLAN_BYTES) throw new RangeError(`write plan: more than ${MAX_PLAN_BYTES} bytes`);
  writer.patchU32(12, writer.length - HEADER_BYTES);
  return writer.bytes();
}

/** The opposite of `encodePlan`. Throws RangeError for anything that it would not have written. */
export function decodePlan(bytes: Uint8Array): Plan {
  const reader = new Reader(bytes);
  if (reader.raw(4).toString("latin1") !== MAGIC) throw new RangeError("read plan: not a plan");
  const version = reader.u32();
  if (version !== VERSION) throw new RangeError(`read plan: version ${version} is not ${VERSION}`);
  const count = reader.u32();
  const stepBytes = reader.u32();
  if (stepBytes !== bytes.length - HEADER_BYTES) throw new RangeError("read plan: its length is wrong");
  if (count > MAX_STEPS) throw new RangeError(`read plan: more than ${MAX_STEPS} steps`);
  const plan = Array.from({ length: count }, () => readStep(reader));
  reader.end();
  return plan;
}

function writeStep(writer: Writer, step: Step): void {
  const { number, fields } = OPCODES[step.step];
  try {
    writer.u16(number);
    writer.u16(0);
    const lengthAt = writer.length;
    writer.u32(0);
    writer.text(step.where);
    for (const [field, letter] of Object.entries(fields)) {
      writer.field(letter, (step as unknown as Record<string, unknown>)[field]);
    }
    writer.patchU32(lengthAt, writer.length - lengthAt - 4);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`write plan: ${step.step} (${step.where}): ${reason}`, { cause });
  }
}

function readStep(reader: Reader): Step {
  const number = reader.u16();
  const name = NAME_OF_NUMBER.get(number);
  if (name === undefined) throw new RangeError(`read plan: there is no step ${number}`);
  if (reader.u16() !== 0) throw new RangeError("read plan: a reserved field is not 0");
  const end = reader.u32() + reader.at;
  const step: Record<string, unknown> = { step: name, where: reader.text() };
  for (const [field, letter] of Object.entries(OPCODES[name].fields)) step[field] = reader.field(letter);
  if (reader.at !== end) throw new RangeError(`read plan: step ${name} has a wrong length`);
  return step as unknown as Step;
}

class Writer {
  #buffer = Buffer.allocUnsafe(16 * 1024);
  length = 0;

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  u16(value: number): void {
    this.#room(2);
    this.length = this.#buffer.writeUInt16LE(value, this.length);
  }

  u32(value: number): void {
    this.#room(4);
    this.length = this.#buffer.writeUInt32LE(value, this.length);
  }

  patchU32(offset: number, value: number): void {
    this.#buffer.writeUInt32LE(value, offset);
  }

  text(text: string): void {
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_TEXT_BYTES) throw new RangeError(`a text is longer than ${MAX_TEXT_BYTES} bytes`);
    if (text.includes("\0")) throw new RangeError("a text holds a NUL character");
    this.u32(bytes);
    this.#room(bytes + 1);
    this.length += this.#buffer.write(text, this.length);
    this.length = this.#buffer.writeUInt8(0, this.length);
  }

  field(letter: string, value: unknown): void {
    if (letter === "s") this.text(value as string);
    else if (letter === "l") this.#list(value as readonly string[]);
    else if (letter === "u") this.#u64(value as number | bigint);
    else {
      this.u32((value as Uint8Array).length);
      this.raw(value as Uint8Array);
    }
  }

  #list(texts: readonly string[]): void {
    if (texts.length > MAX_LIST_ITEMS) throw new RangeError(`a list has more than ${MAX_LIST_ITEMS} items`);
    this.u32(texts.length);
    for (const text of texts) this.text(text);
  }

  #u64(value: number | bigint): void {
    if (typeof value === "number" && !Number.isSafeInteger(value)) {
      throw new RangeError(`${value} is not a whole number`);
    }
    this.#room(8);
    this.length = this.#buffer.writeBigUInt64LE(BigInt(value), this.length);
  }

  #room(bytes: number): void {
    if (this.length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.length + bytes));
    larger.set(this.bytes());
    this.#buffer = larger;
  }
}

class Reader {
  readonly #buffer: Buffer;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  raw(length: number): Buffer {
    if (this.at + length > this.#buffer.length) throw new RangeError("read plan: it ends too early");
    this.at += length;
    return this.#buffer.subarray(this.at - length, this.at);
  }

  u16(): number {
    return this.raw(2).readUInt16LE();
  }

  u32(): number {
    return this.raw(4).readUInt32LE();
  }

  text(): string {
    const text = this.raw(this.u32()).toString();
    if (this.raw(1)[0] !== 0) throw new RangeError("read plan: a text does not end in NUL");
    return text;
  }

  field(letter: string): unknown {
    if (letter === "s") return this.text();
    if (letter === "l") {
      const count = this.u32();
      if (count > MAX_LIST_ITEMS) throw new RangeError("read plan: a list is too long");
      return Array.from({ length: count }, () => this.text());
    }
    if (letter === "b") return Uint8Array.from(this.raw(this.u32()));
    const value = this.raw(8).readBigUInt64LE();
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  }

  end(): void {
    if (this.at !== this.#buffer.length) throw new RangeError("read plan: something follows the last step");
  }
}
