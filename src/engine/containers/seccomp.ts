import { release } from "node:os";
import { defaultSeccomp, parseSeccomp, type SpecSeccomp } from "../../../runtime/index.ts";
import { CodedError } from "../../base/errors.ts";
import type { CreateOptions } from "./containers.ts";

/** The filter of a container with these capabilities; undefined for one without any. Throws `invalid`. */
export function seccompOf(
  { seccomp }: Pick<CreateOptions, "seccomp">,
  bounding: readonly string[],
): SpecSeccomp | undefined {
  if (seccomp === "unconfined") return undefined;
  return seccomp === undefined ? defaultSeccomp(bounding) : readProfile(seccomp, bounding);
}

/** What a rule of Docker's form may ask for beside the spec's own. */
interface Wanted {
  readonly caps?: readonly string[] | null;
  readonly arches?: readonly string[] | null;
  readonly minKernel?: string | null;
}

interface DockerRule {
  readonly name?: string;
  readonly names?: readonly string[];
  readonly includes?: Wanted | null;
  readonly excludes?: Wanted | null;
}

/**
 * A person's own profile, in the spec's form or in Docker's: rules that only count with some capability, on some
 * architecture or from some kernel on, and architectures with those that belong to them.
 */
function readProfile(profile: unknown, bounding: readonly string[]): SpecSeccomp {
  try {
    const { archMap, syscalls, ...rest } = profile as {
      readonly archMap?:
        | readonly { architecture: string; subArchitectures?: readonly string[] | null }[]
        | null;
      readonly syscalls?: readonly DockerRule[] | null;
    };
    const counted = (syscalls ?? [])
      .filter(({ includes, excludes }) => fits(includes, bounding) && !isExcluded(excludes, bounding))
      .map(({ name, names, includes: _, excludes: __, ...rule }) => ({
        ...rule,
        names: names ?? (name === undefined ? undefined : [name]),
      }));
    const mapped = (archMap ?? []).flatMap(({ architecture, subArchitectures }) => [
      architecture,
      ...(subArchitectures ?? []),
    ]);
    return parseSeccomp({
      ...rest,
      ...(mapped.length === 0 ? {} : { architectures: mapped }),
      syscalls: counted,
    });
  } catch (error) {
    const { message } = error as Error;
    throw new CodedError("invalid", "invalid-seccomp", `create container: seccomp profile: ${message}`, {
      cause: error,
      hint: "a profile is JSON with defaultAction and syscalls, as Docker has it",
    });
  }
}

/** All that is asked for must be there. */
function fits(wanted: Wanted | null | undefined, bounding: readonly string[]): boolean {
  const { caps, arches, minKernel } = wanted ?? {};
  return (
    (caps ?? []).every((one) => bounding.includes(one)) &&
    (arches == null || arches.length === 0 || arches.some(isHere)) &&
    (minKernel == null || minKernel === "" || isKernelFrom(minKernel))
  );
}

/** One of what is named is enough. */
function isExcluded(named: Wanted | null | undefined, bounding: readonly string[]): boolean {
  const { caps, arches, minKernel } = named ?? {};
  return (
    (caps ?? []).some((one) => bounding.includes(one)) ||
    (arches ?? []).some(isHere) ||
    (minKernel != null && minKernel !== "" && isKernelFrom(minKernel))
  );
}

/** Go's names of this machine and of what its kernel runs too. */
const HERE: Readonly<Record<string, readonly string[]>> = {
  x64: ["amd64", "x32", "x86"],
  arm64: ["arm64", "arm"],
};

function isHere(architecture: string): boolean {
  return HERE[process.arch]?.includes(architecture) ?? false;
}

/** "4.8": major and minor alone. */
function isKernelFrom(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [hereMajor = 0, hereMinor = 0] = release().split(".").map(Number.parseFloat);
  return hereMajor > major || (hereMajor === major && hereMinor >= minor);
}
