import { print, printLine } from "./streams.ts";
import { parseTemplate } from "./template.ts";

/** Prints facts, each a field name for templates, a label and a value: "Label:  value" lines, JSON, or by a template. */
export function printReport(
  facts: readonly (readonly [field: string, label: string, value: string | boolean])[],
  format: string | undefined,
): void {
  const fields = Object.fromEntries(facts.map(([field, , value]) => [field, value]));
  if (format === "json") {
    printLine(JSON.stringify(fields));
    return;
  }
  if (format !== undefined && format !== "") {
    printLine(parseTemplate(format)(fields));
    return;
  }
  const width = Math.max(...facts.map(([, label]) => label.length)) + 1;
  for (const [, label, value] of facts) print(`${`${label}:`.padEnd(width)}  ${value}\n`);
}
