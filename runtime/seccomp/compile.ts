import type { SpecSeccomp, SpecSeccompArgument } from "../spec.ts";
import { actionValue, ENOSYS } from "./action.ts";
import { testArgument } from "./condition.ts";
import { choose, DATA, encodeFilter, give, type Instruction, ifEqual, load, skip } from "./instruction.ts";
import { type CallNumbers, type Entry, kernelEntries, X32_BIT } from "./numbers.ts";

/** More than that the kernel does not take (BPF_MAXINSNS). */
const MOST_INSTRUCTIONS = 4096;

/**
 * A filter of system calls as struct sock_filter[]: for each entry to the kernel a binary tree over the numbers, so that
 * no call costs more than some ten comparisons. An entry that the profile does not list kills. Names that these headers
 * do not know are left out; calls newer than they do not exist, so that a program tries something older. Throws RangeError.
 */
export function compileSeccomp(profile: SpecSeccomp, entries = kernelEntries()): Uint8Array {
  const done = compiled.get(profile);
  if (done?.entries === entries) return done.filter;
  const filter = compile(profile, entries);
  compiled.set(profile, { entries, filter });
  return filter;
}

/** Most containers have the default profile, which is one object for each set of capabilities. */
const compiled = new WeakMap<
  SpecSeccomp,
  { readonly entries: readonly Entry[]; readonly filter: Uint8Array }
>();

function compile(profile: SpecSeccomp, entries: readonly Entry[]): Uint8Array {
  const rules = rulesOf(profile);
  const sections = entries.filter(({ architecture }) => isListed(profile, architecture));
  let filter: Instruction[] = [give(actionValue("SCMP_ACT_KILL_PROCESS"))];
  for (const entry of sections.toReversed()) {
    const section = [load(DATA.number), ...sectionOf(profile, rules, entry)];
    filter = [...equal(entry.architecture, section), ...filter];
  }
  const whole = [load(DATA.architecture), ...filter];
  if (whole.length > MOST_INSTRUCTIONS)
    throw new RangeError(`compile filter: ${whole.length} instructions are more than ${MOST_INSTRUCTIONS}`);
  return encodeFilter(whole);
}

const NAMES: Readonly<Record<number, string>> = {
  3221225534: "SCMP_ARCH_X86_64",
  1073741827: "SCMP_ARCH_X86",
  3221225655: "SCMP_ARCH_AARCH64",
};

/** A profile without any architecture is for all of them. */
function isListed({ architectures = [] }: SpecSeccomp, architecture: number): boolean {
  return architectures.length === 0 || architectures.includes(NAMES[architecture] ?? "");
}

/** `section` where the loaded word is this one; else on to what follows. */
function equal(word: number, section: readonly Instruction[]): Instruction[] {
  if (section.length <= 255) return [ifEqual(word, 0, section.length), ...section];
  return [ifEqual(word, 1, 0), skip(section.length), ...section];
}

function sectionOf(
  { architectures = [] }: SpecSeccomp,
  rules: RulesByName,
  { numbers, x32 }: Entry,
): readonly Instruction[] {
  const own = treeOf(rules, numbers);
  if (x32 === undefined) return own;
  const kills = [give(actionValue("SCMP_ACT_KILL_PROCESS"))];
  const isOpen = architectures.length === 0 || architectures.includes("SCMP_ARCH_X32");
  return choose(X32_BIT, isOpen ? treeOf(rules, x32) : kills, own);
}

/** What is done from this number on, up to the next one's. */
interface Span {
  readonly from: number;
  readonly code: readonly Instruction[];
}

function treeOf(rules: RulesByName, numbers: CallNumbers): readonly Instruction[] {
  const spans: Span[] = [];
  const add = (from: number, code: readonly Instruction[]): void => {
    // The same code is the same object.
    if (spans.at(-1)?.code !== code) spans.push({ from, code });
  };
  add(0, rules.rest);
  let next = 0;
  for (const [name, number] of numbers) {
    const code = rules.byName.get(name);
    if (code === undefined) continue;
    if (number > next) add(next, rules.rest);
    add(number, code);
    next = number + 1;
  }
  add(next, rules.rest);
  if (rules.unknown !== undefined) add(newest(numbers) + 1, rules.unknown);
  return halve(spans);
}

/** The tables are in the order of their numbers. */
function newest(numbers: CallNumbers): number {
  return [...numbers.values()].at(-1) ?? 0;
}

function halve(spans: readonly Span[]): readonly Instruction[] {
  if (spans.length === 1) return spans[0]!.code;
  const middle = spans.length >> 1;
  return choose(spans[middle]!.from, halve(spans.slice(middle)), halve(spans.slice(0, middle)));
}

interface Rule {
  readonly value: number;
  readonly args: readonly SpecSeccompArgument[];
}

/** What a profile does with each call that it names, with all others, and with those that nobody knows. */
interface RulesByName {
  readonly byName: ReadonlyMap<string, readonly Instruction[]>;
  readonly rest: readonly Instruction[];
  readonly unknown: readonly Instruction[] | undefined;
}

/** As runc has it: conditions of one rule must all hold, but where two are on one argument each stands for itself. */
function rulesOf(profile: SpecSeccomp): RulesByName {
  const found = new Map<string, Rule[]>();
  for (const { names, action, errnoRet, args = [] } of profile.syscalls) {
    const value = actionValue(action, errnoRet);
    const isApart = new Set(args.map(({ index }) => index)).size < args.length;
    const rules = isApart ? args.map((one) => ({ value, args: [one] })) : [{ value, args }];
    for (const name of names) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [...rules]);
      else known.push(...rules);
    }
  }
  const plain = new Map<number, readonly Instruction[]>();
  const always = (value: number): readonly Instruction[] => {
    const code = plain.get(value) ?? [give(value)];
    plain.set(value, code);
    return code;
  };
  const { defaultAction, defaultErrnoRet } = profile;
  const rest = always(actionValue(defaultAction, defaultErrnoRet));
  const codeOf = (rules: readonly Rule[]): readonly Instruction[] => {
    // One without conditions decides, wherever it stands.
    const decides = rules.find(({ args }) => args.length === 0);
    return decides === undefined ? [...rules.flatMap(ruleCode), ...rest] : always(decides.value);
  };
  return {
    byName: new Map([...found].map(([name, rules]) => [name, codeOf(rules)])),
    rest,
    unknown: defaultAction === "SCMP_ACT_ERRNO" ? always(actionValue("SCMP_ACT_ERRNO", ENOSYS)) : undefined,
  };
}

/** Built from its end: each condition that does not hold skips all that is behind it. */
function ruleCode({ value, args }: Rule): Instruction[] {
  let code = [give(value)];
  for (const one of args.toReversed()) code = [...testArgument(one, code.length), ...code];
  return code;
}
