import { Field } from "../fields.ts";
import type { SeccompOperator, SpecSeccomp, SpecSeccompArgument } from "../spec.ts";
import { SECCOMP_ACTIONS } from "./action.ts";

const OPERATORS: readonly SeccompOperator[] = [
  "SCMP_CMP_NE",
  "SCMP_CMP_LT",
  "SCMP_CMP_LE",
  "SCMP_CMP_EQ",
  "SCMP_CMP_GE",
  "SCMP_CMP_GT",
  "SCMP_CMP_MASKED_EQ",
];
/** Doubles above it are not exact; no profile compares with more. */
const MAX_VALUE = Number.MAX_SAFE_INTEGER;
const MAX_ERRNO = 4095;
const LAST_ARGUMENT = 5;

/** Reads a profile by itself. Throws FormatError. */
export function parseSeccomp(profile: unknown): SpecSeccomp {
  return readSeccomp(new Field(profile, "profile"));
}

/** Reads linux.seccomp of a spec. Throws FormatError. */
export function readSeccomp(seccomp: Field): SpecSeccomp {
  const errno = (field: Field): number => field.integer(0, MAX_ERRNO);
  const defaultErrnoRet = seccomp.field("defaultErrnoRet").optional(errno);
  return {
    defaultAction: seccomp.field("defaultAction").oneOf(SECCOMP_ACTIONS),
    ...(defaultErrnoRet === undefined ? {} : { defaultErrnoRet }),
    architectures: items(seccomp.field("architectures"), (field) => field.text()),
    syscalls: items(seccomp.field("syscalls"), (call) => {
      const errnoRet = call.field("errnoRet").optional(errno);
      return {
        names: items(call.field("names"), (name) => name.text()),
        action: call.field("action").oneOf(SECCOMP_ACTIONS),
        ...(errnoRet === undefined ? {} : { errnoRet }),
        args: items(call.field("args"), parseArgument),
      };
    }),
  };
}

function parseArgument(argument: Field): SpecSeccompArgument {
  return {
    index: argument.field("index").integer(0, LAST_ARGUMENT),
    value: argument.field("value").integer(0, MAX_VALUE),
    valueTwo: argument.field("valueTwo").optional((field) => field.integer(0, MAX_VALUE)) ?? 0,
    op: argument.field("op").oneOf(OPERATORS),
  };
}

/** A list that may be left out, or be null as Go writes an empty one. */
function items<Item>(field: Field, read: (item: Field) => Item): Item[] {
  return field.optional((present) => present.items().map(read)) ?? [];
}
