import type { Spec } from "../../../runtime/index.ts";
import { CodedError } from "../../base/errors.ts";
import type { CreateOptions } from "./containers.ts";

/** setrlimit's names as Docker and ulimit(1) people write them. */
export const ULIMITS = [
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
] as const;

/** The limits of each process, in the spec's form. Throws `invalid`. */
export function rlimitsOf({ ulimits = [] }: CreateOptions): Spec["process"]["rlimits"] {
  return ulimits.map(({ name, soft, hard }) => {
    if (!(ULIMITS as readonly string[]).includes(name)) {
      throw invalid(`there is no ulimit ${JSON.stringify(name)}`, `choose one of ${ULIMITS.join(", ")}`);
    }
    for (const value of [soft, hard]) {
      if (!(Number.isSafeInteger(value) && value >= -1)) {
        throw invalid(`ulimit ${name}: ${value} is no limit`, "give a whole number, or -1 for no limit");
      }
    }
    // -1 is no limit, and so above all others.
    if (hard !== -1 && (soft === -1 || soft > hard)) {
      throw invalid(
        `ulimit ${name}: the soft limit ${soft} is above the hard one ${hard}`,
        "write SOFT:HARD",
      );
    }
    return { type: `RLIMIT_${name.toUpperCase()}`, soft, hard };
  });
}

/** How readily the kernel kills it where memory is short. Throws `invalid`. */
export function oomScoreOf({ oomScoreAdj }: CreateOptions): { oomScoreAdj?: number } {
  if (oomScoreAdj === undefined) return {};
  if (Number.isInteger(oomScoreAdj) && oomScoreAdj >= -1000 && oomScoreAdj <= 1000) return { oomScoreAdj };
  throw invalid(`${oomScoreAdj} is no oom score`, "give a whole number from -1000 to 1000");
}

function invalid(reason: string, hint: string): CodedError {
  return new CodedError("invalid", "invalid-limit", `create container: ${reason}`, { hint });
}
