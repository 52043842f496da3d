import { constants } from "node:os";
import { CodedError } from "../../base/errors.ts";

/** Real-time signals as the kernel numbers them for us: glibc and musl keep the first ones to themselves. */
const RTMIN = 34;
const RTMAX = 64;

/** "SIGTERM", "term", "15", "SIGRTMIN+1" as a number. Throws `invalid`. */
export function parseSignal(text: string): number {
  const name = text
    .trim()
    .toUpperCase()
    .replace(/^(?!SIG)(?=[A-Z])/, "SIG");
  const number = /^\d+$/.test(name)
    ? Number(name)
    : ((constants.signals as Record<string, number>)[name] ?? realTime(name));
  if (number !== undefined && number >= 1 && number <= RTMAX) return number;
  throw new CodedError("invalid", "invalid-signal", `read signal: "${text}" is not one`, {
    hint: "give a name such as SIGTERM, or a number from 1 to 64",
  });
}

function realTime(name: string): number | undefined {
  const match = /^SIGRT(MIN|MAX)(?:([+-])(\d{1,2}))?$/.exec(name);
  if (match === null) return undefined;
  const number = (match[1] === "MIN" ? RTMIN : RTMAX) + Number(`${match[2] ?? ""}${match[3] ?? 0}`);
  return number >= RTMIN && number <= RTMAX ? number : undefined;
}
