import { CodedError } from "../../base/errors.ts";
import { parseBytes } from "../../base/units.ts";
import type { CreateOptions } from "../../engine/containers/containers.ts";
import type { Input } from "../command.ts";
import type { CREATE_FLAGS } from "./container-flags.ts";
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
    ...(flags.env.length > 0 ? { env: parseEnv(flags.env), hostEnv: given.env } : {}),
    ...optional("workingDir", flags.workdir, (dir) => dir),
    ...optional("user", flags.user, (user) => user),
    ...optional("hostname", flags.hostname, (name) => name),
    tty: flags.tty,
    openStdin: flags.interactive,
    stdinOnce: flags.interactive && !given.detached,
    autoRemove: flags.rm,
    ...optional("memoryBytes", flags.memory, parseMemory),
    ...optional("cpus", flags.cpus, (text) => parseDecimal(text, "--cpus")),
    ...optional("pidsLimit", flags["pids-limit"], (text) => parseCount(text, "--pids-limit", -1)),
    readOnlyRoot: flags["read-only"],
    ...(flags.volume.length > 0 ? { mounts: flags.volume.map(parseVolume) } : {}),
    ...optional("network", flags.network, parseNetwork),
    ...(flags.label.length > 0 ? { labels: parseLabels(flags.label) } : {}),
  };
}

function parseMemory(text: string): number {
  try {
    return parseBytes(text, "--memory");
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown;
    const { kind, code, message, hint } = thrown;
    throw new CodedError(kind, code, message, { exitCode: 125, ...(hint === undefined ? {} : { hint }) });
  }
}

/** The option when the flag was given, nothing otherwise: an absent option is not an undefined one. */
function optional<K extends string, V>(
  key: K,
  text: string | undefined,
  parse: (text: string) => V,
): { [P in K]?: V } {
  return text === undefined ? {} : ({ [key]: parse(text) } as { [P in K]: V });
}
