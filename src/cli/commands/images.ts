import { shortId } from "../../base/ids.ts";
import { formatBytes, formatDuration } from "../../base/units.ts";
import type { ImageSummary } from "../../engine/images/images.ts";
import type { CommandContext, Input } from "../command.ts";
import type { IMAGES_FLAGS } from "../flags/image-flags.ts";
import { printListing } from "../output/list.ts";

export async function run(
  { args, flags }: Input<typeof IMAGES_FLAGS>,
  context: CommandContext,
): Promise<number> {
  const [wanted] = args;
  const images = await (await context.engine()).images.list();
  const rows = images
    .flatMap((image) => imageRows(image, flags["no-trunc"], Date.now()))
    .filter((row) => wanted === undefined || matches(row, wanted));
  // An image with two names is one id.
  const shown = flags.quiet
    ? rows.filter((row, at) => rows.findIndex(({ ID }) => ID === row.ID) === at)
    : rows;
  printListing({
    rows: shown,
    columns: [
      ["Repository", "REPOSITORY"],
      ["Tag", "TAG"],
      ...(flags.digests ? [["Digest", "DIGEST"] as const] : []),
      ["ID", "IMAGE ID"],
      ["CreatedSince", "CREATED"],
      ["Size", "SIZE"],
    ],
    headings: { Digest: "DIGEST", CreatedAt: "CREATED AT", Containers: "CONTAINERS" },
    idField: "ID",
    quiet: flags.quiet,
    format: flags.format,
  });
  return 0;
}

type ImageRow = Readonly<Record<string, string>> & { readonly Repository: string; readonly Tag: string };

/** A row for each name of an image, or one without a name. */
export function imageRows(image: ImageSummary, noTrunc: boolean, nowMs: number): ImageRow[] {
  const names = image.references.length === 0 ? ["<none>:<none>"] : image.references;
  return names.map((name) => {
    const { repository, tag } = splitReference(name);
    return {
      ID: noTrunc ? image.id : shortId(image.id),
      Repository: repository,
      Tag: tag,
      Digest: image.manifestDigest,
      CreatedSince:
        image.createdAtMs === undefined ? "N/A" : `${formatDuration(nowMs - image.createdAtMs)} ago`,
      CreatedAt: image.createdAtMs === undefined ? "N/A" : new Date(image.createdAtMs).toISOString(),
      Size: formatBytes(image.sizeBytes),
      Containers: String(image.usedBy.length),
      Layers: String(image.layerCount),
    };
  });
}

/** "localhost:5000/a:b" is repository "localhost:5000/a" and tag "b"; a port is no tag. */
function splitReference(name: string): { repository: string; tag: string } {
  const [path = "", digest] = name.split("@");
  const colon = path.lastIndexOf(":");
  const hasTag = colon > path.lastIndexOf("/");
  const tag = hasTag ? path.slice(colon + 1) : digest === undefined ? "latest" : "<none>";
  return { repository: hasTag ? path.slice(0, colon) : path, tag };
}

function matches({ Repository, Tag }: ImageRow, wanted: string): boolean {
  return wanted === Repository || wanted === `${Repository}:${Tag}`;
}
