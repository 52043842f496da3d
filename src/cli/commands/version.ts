import { VERSION } from "../../base/version.ts";
import type { CommandContext, Input } from "../command.ts";
import type { REPORT_FLAGS } from "../flags/system-flags.ts";
import { printReport } from "../output/report.ts";

export async function run({ flags }: Input<typeof REPORT_FLAGS>, _context: CommandContext): Promise<number> {
  printReport(
    [
      ["Version", "Version", VERSION],
      ["NodeVersion", "Node", process.version],
      ["Arch", "OS/Arch", `linux/${process.arch === "x64" ? "amd64" : process.arch}`],
    ],
    flags.format,
  );
  return 0;
}
