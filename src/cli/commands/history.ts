import { shortId } from "../../base/ids.ts";
import { formatBytes, formatDuration } from "../../base/units.ts";
import type { HistoryEntry } from "../../engine/images/images.ts";
import type { CommandContext, Input } from "../command.ts";
import type { HISTORY_FLAGS } from "../flags/image-flags.ts";
import { printListing } from "../output/list.ts";

const CREATED_BY_WIDTH = 45;

export async function run(
  { args, flags }: Input<typeof HISTORY_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [ref = ""] = args;
  const entries = await (await context.engine()).images.history(ref);
  printListing({
    rows: entries.map((entry) => historyRow(entry, flags["no-trunc"], Date.now())),
    columns: [
      ["ID", "IMAGE"],
      ["CreatedSince", "CREATED"],
      ["CreatedBy", "CREATED BY"],
      ["Size", "SIZE"],
      ["Comment", "COMMENT"],
    ],
    headings: { CreatedAt: "CREATED AT" },
    idField: "ID",
    quiet: flags.quiet,
    format: flags.format,
  });
  return 0;
}

export function historyRow(entry: HistoryEntry, noTrunc: boolean, nowMs: number): Record<string, string> {
  const id = entry.imageId === undefined ? "<missing>" : noTrunc ? entry.imageId : shortId(entry.imageId);
  const createdBy = entry.createdBy.replaceAll("\t", " ");
  return {
    ID: id,
    CreatedSince:
      entry.createdAtMs === undefined ? "N/A" : `${formatDuration(nowMs - entry.createdAtMs)} ago`,
    CreatedAt: entry.createdAtMs === undefined ? "N/A" : new Date(entry.createdAtMs).toISOString(),
    CreatedBy:
      noTrunc || createdBy.length <= CREATED_BY_WIDTH
        ? createdBy
        : `${createdBy.slice(0, CREATED_BY_WIDTH - 1)}…`,
    Size: formatBytes(entry.sizeBytes),
    Comment: entry.comment,
  };
}
