/** One instruction of classic BPF (linux/filter.h): what it does, where it goes on, its constant. */
export interface Instruction {
  readonly code: number;
  /** How many instructions to skip when the comparison holds, and when it does not; at most 255. */
  readonly yes: number;
  readonly no: number;
  readonly constant: number;
}

/** Class, size, mode and source together (linux/bpf_common.h), as far as a filter needs them. */
const LOAD_WORD = 0x20;
const AND = 0x54;
const JUMP = 0x05;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER = 0x25;
const JUMP_AT_LEAST = 0x35;
const RETURN = 0x06;

/** Where struct seccomp_data (linux/seccomp.h) has what a filter looks at, in bytes. */
export const DATA = { number: 0, architecture: 4, argument: (index: number) => 16 + 8 * index } as const;

export const load = (offset: number): Instruction => make(LOAD_WORD, offset);
export const and = (mask: number): Instruction => make(AND, mask);
export const give = (value: number): Instruction => make(RETURN, value);
export const skip = (count: number): Instruction => make(JUMP, count);
export const ifEqual = (constant: number, yes: number, no: number): Instruction =>
  make(JUMP_EQUAL, constant, yes, no);
export const ifGreater = (constant: number, yes: number, no: number): Instruction =>
  make(JUMP_GREATER, constant, yes, no);
export const ifAtLeast = (constant: number, yes: number, no: number): Instruction =>
  make(JUMP_AT_LEAST, constant, yes, no);

const MOST_SKIPPED = 255;

function make(code: number, constant: number, yes = 0, no = 0): Instruction {
  if (yes > MOST_SKIPPED || no > MOST_SKIPPED)
    throw new RangeError(`compile filter: a jump over ${Math.max(yes, no)} instructions`);
  return { code, yes, no, constant: constant >>> 0 };
}

/** `yes` where the loaded number is at least so much, `no` otherwise; however long they are. */
export function choose(
  least: number,
  yes: readonly Instruction[],
  no: readonly Instruction[],
): Instruction[] {
  if (no.length <= MOST_SKIPPED) return [ifAtLeast(least, no.length, 0), ...no, ...yes];
  return [ifAtLeast(least, 0, 1), skip(no.length), ...no, ...yes];
}

/** As struct sock_filter[] of a little-endian machine. */
export function encodeFilter(filter: readonly Instruction[]): Uint8Array {
  const bytes = Buffer.alloc(filter.length * 8);
  for (const [index, { code, yes, no, constant }] of filter.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(yes, index * 8 + 2);
    bytes.writeUInt8(no, index * 8 + 3);
    bytes.writeUInt32LE(constant, index * 8 + 4);
  }
  return bytes;
}
