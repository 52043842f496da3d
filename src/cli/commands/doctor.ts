import type { Finding } from "../../engine/system/system.ts";
import type { CommandContext, Input } from "../command.ts";
import type { REPORT_FLAGS } from "../flags/system-flags.ts";
import { isTerminal, print, printLine } from "../output/streams.ts";
import { formatTable } from "../output/table.ts";
import { parseTemplate } from "../output/template.ts";

const GLYPHS = { ok: "✓", degraded: "!", missing: "✗" } as const;
const COLOURS = { ok: "\x1b[32m", degraded: "\x1b[33m", missing: "\x1b[31m" } as const;

/** Exits with 1 when something that containers need is missing; what is only degraded is no failure. */
export async function run({ flags }: Input<typeof REPORT_FLAGS>, context: CommandContext): Promise<number> {
  const findings = await (await context.engine()).system.doctor();
  if (flags.format === "json") printLine(JSON.stringify(findings));
  else if (flags.format !== undefined) {
    const template = parseTemplate(flags.format);
    for (const { subject, verdict, detail, remedy } of findings) {
      printLine(template({ Subject: subject, Verdict: verdict, Detail: detail, Remedy: remedy ?? "" }));
    }
  } else print(report(findings, isTerminal("stdout") && !context.env.NO_COLOR));
  return findings.some(({ verdict }) => verdict === "missing") ? 1 : 0;
}

/** The table, with each remedy in a line of its own below what it mends. */
export function report(findings: readonly Finding[], colour: boolean): string {
  const rows = findings.map(({ subject, verdict, detail }) => [
    subject,
    `${GLYPHS[verdict]} ${verdict}`,
    detail,
  ]);
  const [heading, ...lines] = formatTable(["CHECK", "VERDICT", "DETAIL"], rows).trimEnd().split("\n");
  const body = lines.flatMap((line, index) => {
    const finding = findings[index]!;
    const painted = colour ? paint(line, finding) : line;
    return finding.remedy === undefined ? [painted] : [painted, `   -> ${finding.remedy}`];
  });
  return `${[heading, ...body].join("\n")}\n`;
}

function paint(line: string, { verdict }: Finding): string {
  const word = `${GLYPHS[verdict]} ${verdict}`;
  return line.replace(word, `${COLOURS[verdict]}${word}\x1b[0m`);
}
