import { shortId } from "../../base/ids.ts";
import { formatBytes } from "../../base/units.ts";
import type { CommandContext, Input } from "../command.ts";
import type { LAYERS_FLAGS } from "../flags/image-flags.ts";
import { printListing } from "../output/list.ts";

const CREATED_BY_WIDTH = 45;

export async function run(
  { args, flags }: Input<typeof LAYERS_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [ref = ""] = args;
  const layers = await (await context.engine()).images.layers(ref);
  const id = (digest: string) => (flags["no-trunc"] ? digest : shortId(digest));
  printListing({
    rows: layers.map((layer) => ({
      Index: String(layer.index),
      CreatedBy: flags["no-trunc"] ? layer.createdBy : cut(layer.createdBy),
      Size: formatBytes(layer.sizeBytes),
      Compressed: formatBytes(layer.compressedBytes),
      Files: String(layer.fileCount),
      Digest: id(layer.digest),
      DiffID: id(layer.diffId),
      ChainID: id(layer.chainId),
      CreatedAt: layer.createdAtMs === undefined ? "N/A" : new Date(layer.createdAtMs).toISOString(),
    })),
    columns: [
      ["Index", "LAYER"],
      ["CreatedBy", "CREATED BY"],
      ["Size", "SIZE"],
      ["Files", "FILES"],
      ["Digest", "DIGEST"],
    ],
    headings: { DiffID: "DIFF ID", ChainID: "CHAIN ID", Compressed: "COMPRESSED", CreatedAt: "CREATED AT" },
    idField: "Digest",
    quiet: flags.quiet,
    format: flags.format,
  });
  return 0;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return [...line].length > CREATED_BY_WIDTH ? `${[...line].slice(0, CREATED_BY_WIDTH - 1).join("")}…` : line;
}
