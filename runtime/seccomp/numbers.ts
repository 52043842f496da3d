import { readFileSync } from "node:fs";
import { nativeProgram } from "../native-path.ts";

/** The numbers of the system calls of one entry to the kernel, by name, in the order of the numbers. */
export type CallNumbers = ReadonlyMap<string, number>;

/** An entry to the kernel: what it reports as its architecture (linux/audit.h), and whether x32's numbers come in by it too. */
export interface Entry {
  readonly architecture: number;
  readonly numbers: CallNumbers;
  readonly x32: CallNumbers | undefined;
}

/** The calls of x32 have this bit in their number (asm/unistd.h). */
export const X32_BIT = 0x4000_0000;

const AUDIT = { x86_64: 0xc000_003e, i386: 0x4000_0003, aarch64: 0xc000_00b7 } as const;

/** Numbers by name, in their order; by the name of the entry. */
export type CallTables = Readonly<
  Partial<Record<keyof typeof AUDIT | "x32", Readonly<Record<string, number>>>>
>;

let known: readonly Entry[] | undefined;

/** This machine's entries, with the numbers that the compiler's headers had when the launcher was built. */
export function kernelEntries(): readonly Entry[] {
  known ??= entriesOf(JSON.parse(readFileSync(nativeProgram("syscalls.json"), "utf8")));
  return known;
}

export function entriesOf(tables: CallTables): readonly Entry[] {
  const numbersOf = (entry: keyof CallTables): CallNumbers | undefined => {
    const table = tables[entry];
    return table && new Map(Object.entries(table));
  };
  return (Object.keys(AUDIT) as (keyof typeof AUDIT)[]).flatMap((entry) => {
    const numbers = numbersOf(entry);
    if (numbers === undefined) return [];
    return [{ architecture: AUDIT[entry], numbers, x32: entry === "x86_64" ? numbersOf("x32") : undefined }];
  });
}
