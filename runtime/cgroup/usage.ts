import type { CgroupFiles } from "./files.ts";
import type { CgroupFolder } from "./plan-cgroup.ts";

/** What a container's control groups count; undefined for what this machine does not count. */
export interface CgroupUsage {
  /** Processor time of all its processes since it started. */
  readonly cpuMicroseconds: number | undefined;
  /** Without the file pages that the kernel drops first when memory is short, as Docker counts. */
  readonly memoryBytes: number | undefined;
  readonly memoryLimitBytes: number | undefined;
  readonly pids: number | undefined;
  readonly pidsLimit: number | undefined;
  readonly readBytes: number | undefined;
  readonly writtenBytes: number | undefined;
  /** Processors' worth of time that it may use: 0.5 is half of one. */
  readonly cpuLimit: number | undefined;
}

/** Reads the few figures that lists show, or all of them. */
export function readUsage(
  folders: readonly CgroupFolder[],
  files: Pick<CgroupFiles, "read">,
  { brief = false }: { readonly brief?: boolean } = {},
): CgroupUsage {
  const read = (folder: CgroupFolder | undefined, file: string): string | undefined => {
    if (folder === undefined) return undefined;
    try {
      return files.read(`${folder.path}/${file}`);
    } catch {
      // No such controller, or the container has ended meanwhile.
      return undefined;
    }
  };
  const unified = folders.find(({ version }) => version === 2);
  const hasV1 = folders.some(({ version, controllers }) => version === 1 && controllers.length > 0);
  return !hasV1
    ? readV2((file) => read(unified, file), brief)
    : readV1((controller, file) => read(ofController(folders, controller), file), brief);
}

const NOTHING: CgroupUsage = {
  cpuMicroseconds: undefined,
  memoryBytes: undefined,
  memoryLimitBytes: undefined,
  pids: undefined,
  pidsLimit: undefined,
  readBytes: undefined,
  writtenBytes: undefined,
  cpuLimit: undefined,
};

function readV2(read: (file: string) => string | undefined, brief: boolean): CgroupUsage {
  const usage = {
    ...NOTHING,
    cpuMicroseconds: keyed(read("cpu.stat"), "usage_usec"),
    memoryBytes: without(number(read("memory.current")), keyed(read("memory.stat"), "inactive_file")),
  };
  if (brief) return usage;
  const io = sumIo(read("io.stat"));
  const [quota, period] = (read("cpu.max") ?? "").trim().split(" ").map(Number);
  return {
    ...usage,
    memoryLimitBytes: number(read("memory.max")),
    pids: number(read("pids.current")),
    pidsLimit: number(read("pids.max")),
    readBytes: io?.read,
    writtenBytes: io?.written,
    cpuLimit: share(quota, period),
  };
}

function readV1(read: (controller: string, file: string) => string | undefined, brief: boolean): CgroupUsage {
  const nanoseconds = number(read("cpuacct", "cpuacct.usage"));
  const usage = {
    ...NOTHING,
    cpuMicroseconds: nanoseconds === undefined ? undefined : Math.floor(nanoseconds / 1000),
    memoryBytes: without(
      number(read("memory", "memory.usage_in_bytes")),
      keyed(read("memory", "memory.stat"), "total_inactive_file"),
    ),
  };
  if (brief) return usage;
  const limit = number(read("memory", "memory.limit_in_bytes"));
  const io = sumBlkio(
    read("blkio", "blkio.throttle.io_service_bytes_recursive") ??
      read("blkio", "blkio.throttle.io_service_bytes"),
  );
  return {
    ...usage,
    // Without a limit the kernel gives the largest number of whole pages.
    memoryLimitBytes: limit === undefined || limit >= NO_LIMIT_BYTES ? undefined : limit,
    pids: number(read("pids", "pids.current")),
    pidsLimit: number(read("pids", "pids.max")),
    readBytes: io?.read,
    writtenBytes: io?.written,
    cpuLimit: share(number(read("cpu", "cpu.cfs_quota_us")), number(read("cpu", "cpu.cfs_period_us"))),
  };
}

const NO_LIMIT_BYTES = 2 ** 62;

function ofController(folders: readonly CgroupFolder[], controller: string): CgroupFolder | undefined {
  return folders.find(({ version, controllers }) => version === 1 && controllers.includes(controller));
}

/** "max" and -1 are no number here: there is no limit. */
function number(text: string | undefined): number | undefined {
  const trimmed = text?.trim();
  return trimmed !== undefined && /^\d+$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** The number behind a key at the start of a line. */
function keyed(text: string | undefined, key: string): number | undefined {
  if (text === undefined) return undefined;
  const at = text.startsWith(`${key} `) ? 0 : text.indexOf(`\n${key} `) + 1;
  if (at === 0 && !text.startsWith(`${key} `)) return undefined;
  return Number.parseInt(text.slice(at + key.length + 1), 10);
}

function without(bytes: number | undefined, cache: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.max(0, bytes - (cache ?? 0));
}

function share(quota: number | undefined, period: number | undefined): number | undefined {
  if (quota === undefined || period === undefined || !(quota > 0) || !(period > 0)) return undefined;
  return quota / period;
}

/** `8:0 rbytes=1 wbytes=2 rios=…`, a line for each device. */
function sumIo(text: string | undefined): { read: number; written: number } | undefined {
  if (text === undefined) return undefined;
  return { read: sum(text, /\brbytes=(\d+)/g), written: sum(text, /\bwbytes=(\d+)/g) };
}

/** `8:0 Read 1`, a line for each device and kind. */
function sumBlkio(text: string | undefined): { read: number; written: number } | undefined {
  if (text === undefined) return undefined;
  return { read: sum(text, /^\d+:\d+ Read (\d+)/gm), written: sum(text, /^\d+:\d+ Write (\d+)/gm) };
}

function sum(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((total, [, value]) => total + Number(value), 0);
}
