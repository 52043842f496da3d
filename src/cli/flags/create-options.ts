import { CodedError } from "../../base/errors.ts";
import { parseBytes } from "../../base/units.ts";
import type { CreateOptions } from "../../engine/containers/containers.ts";
import type { Input } from "../command.ts";
import type { CREATE_FLAGS } from "./container-flags.ts";
import { parsePairs, parseTmpfs, parseUlimit, securityOptions } from "./isolation-values.ts";
import { readLines } from "./line-file.ts";
import { parseCount, parseDecimal, parseEnv, parseLabels, parseNetwork, parseVolume } from "./values.ts";

/** What `run` and `create` ask of the engine. `detached`: nobody stays at its streams. Throws `invalid`. */
export function createOptions(
  { args, flags }: Input<typeof CREATE_FLAGS>,
  given: { env: Readonly<Record<string, string | undefined>>; detached: boolean },
): CreateOptions {
  const [image = "", ...command] = args;
  return {
    image,
    ...(command.length > 0 ? { command } : {}),
    ...optional("name", flags.name, (name) => name),
    // Docker: an empty --entrypoint takes the image's away.
    ...optional("entrypoint", flags.entrypoint, (program) => (program === "" ? [] : [program])),
    ...environmentOf(flags, given.env),
    ...optional("workingDir", flags.workdir, (dir) => dir),
    ...optional("user", flags.user, (user) => user),
    ...optional("hostname", flags.hostname, (name) => name),
    ...optional("domainname", flags.domainname, (name) => name),
    ...listed("groups", flags["group-add"], (group) => group),
    tty: flags.tty,
    openStdin: flags.interactive,
    stdinOnce: flags.interactive && !given.detached,
    autoRemove: flags.rm,
    ...optional("memoryBytes", flags.memory, (text) => parseSize(text, "--memory")),
    ...optional("memorySwapBytes", flags["memory-swap"], (text) =>
      text === "-1" ? -1 : parseSize(text, "--memory-swap"),
    ),
    ...optional("memoryReservationBytes", flags["memory-reservation"], (text) =>
      parseSize(text, "--memory-reservation"),
    ),
    ...optional("memorySwappiness", flags["memory-swappiness"], (text) =>
      parseCount(text, "--memory-swappiness"),
    ),
    ...optional("cpuShares", flags["cpu-shares"], (text) => parseCount(text, "--cpu-shares")),
    ...optional("cpuQuota", flags["cpu-quota"], (text) => parseCount(text, "--cpu-quota", -1)),
    ...optional("cpuPeriod", flags["cpu-period"], (text) => parseCount(text, "--cpu-period")),
    ...optional("cpusetCpus", flags["cpuset-cpus"], (list) => list),
    ...optional("cpusetMems", flags["cpuset-mems"], (list) => list),
    ...optional("cpus", flags.cpus, (text) => parseDecimal(text, "--cpus")),
    ...optional("pidsLimit", flags["pids-limit"], (text) => parseCount(text, "--pids-limit", -1)),
    ...listed("ulimits", flags.ulimit, parseUlimit),
    ...optional("oomScoreAdj", flags["oom-score-adj"], (text) => parseCount(text, "--oom-score-adj", -1000)),
    ...listed("capAdd", flags["cap-add"], (name) => name),
    ...listed("capDrop", flags["cap-drop"], (name) => name),
    ...securityOptions(flags["security-opt"]),
    ...(flags.sysctl.length > 0 ? { sysctls: parsePairs("--sysctl", flags.sysctl) } : {}),
    ...optional("stopSignal", flags["stop-signal"], (signal) => signal),
    ...optional("stopTimeoutSeconds", flags["stop-timeout"], (text) =>
      parseCount(text, "--stop-timeout", -1),
    ),
    readOnlyRoot: flags["read-only"],
    ...listed("mounts", flags.volume, parseVolume),
    ...listed("tmpfs", flags.tmpfs, parseTmpfs),
    ...optional("shmBytes", flags["shm-size"], (text) => parseSize(text, "--shm-size")),
    ...optional("network", flags.network, parseNetwork),
    ...labelsOf(flags),
    ...(flags.annotation.length > 0 ? { annotations: parsePairs("--annotation", flags.annotation) } : {}),
  };
}

type CreateFlags = Input<typeof CREATE_FLAGS>["flags"];

/** Those of files first, then those of the command line: the later value counts. */
function environmentOf(
  { env, "env-file": files }: CreateFlags,
  hostEnv: Readonly<Record<string, string | undefined>>,
): Pick<CreateOptions, "env" | "hostEnv"> {
  const written = [...files.flatMap((file) => readLines(file, "--env-file")), ...env];
  return written.length === 0 ? {} : { env: parseEnv(written), hostEnv };
}

function labelsOf({ label, "label-file": files }: CreateFlags): Pick<CreateOptions, "labels"> {
  const written = [...files.flatMap((file) => readLines(file, "--label-file")), ...label];
  return written.length === 0 ? {} : { labels: parseLabels(written) };
}

function parseSize(text: string, flag: string): number {
  try {
    return parseBytes(text, flag);
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown;
    const { kind, code, message, hint } = thrown;
    throw new CodedError(kind, code, message, { exitCode: 125, ...(hint === undefined ? {} : { hint }) });
  }
}

/** The option when the flag was given at least once. */
function listed<K extends string, V>(
  key: K,
  texts: readonly string[],
  parse: (text: string) => V,
): { [P in K]?: readonly V[] } {
  return texts.length === 0 ? {} : ({ [key]: texts.map(parse) } as unknown as { [P in K]: readonly V[] });
}

/** The option when the flag was given, nothing otherwise: an absent option is not an undefined one. */
function optional<K extends string, V>(
  key: K,
  text: string | undefined,
  parse: (text: string) => V,
): { [P in K]?: V } {
  return text === undefined ? {} : ({ [key]: parse(text) } as { [P in K]: V });
}
