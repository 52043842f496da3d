import type { CommandContext } from "../command.ts";
import { reportFailure } from "../failure.ts";
import { print, printLine } from "../output/streams.ts";
import { parseTemplate } from "../output/template.ts";

/** Prints a report on each name, as JSON or by a template; those that fail are told after, and the exit code is 1. */
export async function inspectEach(
  names: readonly string[],
  format: string | undefined,
  context: CommandContext,
  report: (name: string) => Promise<unknown>,
): Promise<number> {
  const template = format === undefined || format === "json" ? undefined : parseTemplate(format);
  const reports: unknown[] = [];
  const failures: unknown[] = [];
  for (const name of names) {
    try {
      reports.push(await report(name));
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (template !== undefined) for (const one of reports) printLine(template(one));
  else print(`${JSON.stringify(reports, undefined, format === "json" ? undefined : 4)}\n`);
  let exitCode = 0;
  for (const thrown of failures) {
    exitCode = reportFailure(thrown, { errorExitCode: 1, env: context.env, doing: "inspect" });
  }
  return exitCode;
}
