import { Field } from "./fields.ts";

/** What the launcher says while it performs a plan (native/PROTOCOL.md). `index` is a step's place in the plan. */
export type LaunchEvent =
  | { readonly event: "init"; readonly pid: number; readonly startTicks: number }
  | { readonly event: "gate"; readonly name: string }
  | {
      readonly event: "warning";
      readonly index: number;
      readonly where: string;
      readonly message: string;
    }
  | { readonly event: "timing"; readonly index: number; readonly microseconds: number }
  | { readonly event: "ready" }
  | { readonly event: "running" }
  | {
      readonly event: "failed";
      readonly index: number;
      readonly step: string;
      readonly where: string;
      readonly subject: string;
      readonly errno: number;
      readonly reason: string;
    }
  | { readonly event: "exited"; readonly code: number; readonly signal: number };

/** Reads one line without its newline. Throws FormatError. */
export function parseEvent(line: string): LaunchEvent {
  const [event, ...fields] = line.split("\t").map(unescapeField);
  const text = (index: number): string =>
    new Field(fields[index], "launcher's event", `${event} ${index}`).text();
  const number = (index: number): number => {
    const digits = text(index);
    return new Field(
      /^-?\d+$/.test(digits) ? Number(digits) : digits,
      "launcher's event",
      `${event} ${index}`,
    ).integer(-1, Number.MAX_SAFE_INTEGER);
  };
  switch (event) {
    case "init":
      return { event, pid: number(0), startTicks: number(1) };
    case "gate":
      return { event, name: text(0) };
    case "warning":
      return { event, index: number(0), where: text(1), message: text(2) };
    case "timing":
      return { event, index: number(0), microseconds: number(1) };
    case "ready":
    case "running":
      return { event };
    case "failed":
      return {
        event,
        index: number(0),
        step: text(1),
        where: text(2),
        subject: text(3),
        errno: number(4),
        reason: text(5),
      };
    case "exited":
      return { event, code: number(0), signal: number(1) };
    default:
      throw new Field(event, "launcher's event").wrong("an event that is known");
  }
}

function unescapeField(field: string): string {
  const meaning: Record<string, string> = { "\\\\": "\\", "\\t": "\t", "\\n": "\n" };
  return field.replace(/\\[\\tn]/g, (pair) => meaning[pair]!);
}
