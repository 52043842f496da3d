import { shortId } from "../base/ids.ts";
import { formatBytes } from "../base/units.ts";
import type { ContainerSummary } from "../engine/containers/containers.ts";
import { cpuShare } from "../engine/containers/cpu-share.ts";
import type { ContainerSample } from "../engine/containers/stats.ts";

const NONE = "--";

/** A container's use in the words and fields of `docker stats`; dashes for what is not counted or does not run. */
export function statsRow(
  { id, name }: Pick<ContainerSummary, "id" | "name">,
  sample: ContainerSample | undefined,
  { before, noTrunc }: { readonly before: ContainerSample | undefined; readonly noTrunc: boolean },
): Record<string, string> {
  const shownId = noTrunc ? id : shortId(id);
  const share = sample && cpuShare(before, sample);
  const limit = Math.min(
    sample?.memoryLimitBytes ?? Number.POSITIVE_INFINITY,
    sample?.machineMemoryBytes ?? Number.POSITIVE_INFINITY,
  );
  const { memoryBytes, network } = sample ?? {};
  return {
    ID: shownId,
    Container: shownId,
    Name: name,
    CPUPerc: share === undefined ? NONE : percent(share),
    MemUsage: memoryBytes === undefined ? `${NONE} / ${NONE}` : `${binary(memoryBytes)} / ${binary(limit)}`,
    MemPerc: memoryBytes === undefined ? NONE : percent(memoryBytes / limit),
    NetIO: pair(network?.receivedBytes, network?.sentBytes),
    BlockIO: pair(sample?.readBytes, sample?.writtenBytes),
    PIDs: sample?.pids === undefined ? NONE : String(sample.pids),
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function pair(one: number | undefined, other: number | undefined): string {
  return one === undefined || other === undefined ? NONE : `${formatBytes(one)} / ${formatBytes(other)}`;
}

const BINARY_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** Docker tells memory in powers of two, and all else in decimal units. */
function binary(bytes: number): string {
  const unit = Math.min(BINARY_UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${Number((bytes / 1024 ** unit).toPrecision(4))}${BINARY_UNITS[unit]}`;
}
