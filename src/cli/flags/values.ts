import { CodedError } from "../../base/errors.ts";
import type { BindMount, VolumeMount } from "../../engine/containers/containers.ts";

/** Exit code of a flag that cannot be understood, as Docker's. */
const FLAG_EXIT_CODE = 125;

/** "--cpus 1.5"; 0 is no limit. Throws `invalid`. */
export function parseDecimal(text: string, flag: string): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= 0)) throw invalid(flag, text, "is not a number such as 1.5");
  return number;
}

/** "--tail 10", "--timeout 3"; `least` is usually 0, or -1 where that means no limit. Throws `invalid`. */
export function parseCount(text: string, flag: string, least = 0): number {
  const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && Number.isSafeInteger(number))) {
    throw invalid(flag, text, `is not a whole number from ${least} on`);
  }
  return number;
}

/** "HOST:CONT", "HOST:CONT:ro", "VOLUME:CONT". Throws `invalid`. */
export function parseVolume(text: string): BindMount | VolumeMount {
  const [source = "", target = "", mode = "rw", ...more] = text.split(":");
  const example =
    "write HOST:CONT or VOLUME:CONT, with :ro to only read, such as /srv/site:/site:ro or data:/data";
  if (more.length > 0 || source === "" || target === "")
    throw invalid("--volume", text, "is not HOST:CONT[:ro]", example);
  const isVolume = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source);
  if (!source.startsWith("/") && !isVolume) {
    const reason = `"${source}" is neither a path from the root nor a volume's name`;
    throw invalid("--volume", text, reason, example);
  }
  if (!target.startsWith("/")) {
    throw invalid("--volume", text, `container path "${target}" does not begin with a slash`, example);
  }
  if (!["ro", "rw"].includes(mode))
    throw invalid("--volume", text, `mode "${mode}" is neither ro nor rw`, example);
  const readOnly = mode === "ro";
  return isVolume ? { volume: source, target, readOnly } : { source, target, readOnly };
}

/** "KEY=value" or "KEY". Throws `invalid`. */
export function parseLabels(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      const key = at < 0 ? text : text.slice(0, at);
      if (key === "") throw invalid("--label", text, "has no name before the =");
      return [key, at < 0 ? "" : text.slice(at + 1)];
    }),
  );
}

/** "KEY=value" or "KEY"; a name must be there. Throws `invalid`. */
export function parseEnv(texts: readonly string[]): readonly string[] {
  for (const text of texts) {
    if (text === "" || text.startsWith("=")) throw invalid("--env", text, "has no name before the =");
  }
  return texts;
}

export function parseNetwork(text: string): "none" | "host" {
  if (text === "none" || text === "host") return text;
  throw invalid("--network", text, "is not known", "choose none or host");
}

/** "10m", "1h30m", an RFC 3339 time, or seconds since 1970; milliseconds since 1970. Throws `invalid`. */
export function parseSince(text: string, nowMs: number): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const spans = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  if (spans.length > 0 && spans.map(([whole]) => whole).join("") === text) {
    const factors: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
    return (
      nowMs - spans.reduce((sum, [, count, unit]) => sum + Number(count) * (factors[String(unit)] ?? 0), 0)
    );
  }
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw invalid("--since", text, "is not a time", "write 10m, 2026-01-02T03:04:05Z, or seconds since 1970");
  }
  return time;
}

export function invalid(flag: string, text: string, reason: string, hint?: string): CodedError {
  return new CodedError("invalid", "invalid-flag", `read ${flag}: "${text}" ${reason}`, {
    exitCode: FLAG_EXIT_CODE,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** The engine's option for "--timeout 3"; its own default when the flag was not given. Throws `invalid`. */
export function stopTimeout(text: string | undefined): { timeoutSeconds?: number } {
  return text === undefined ? {} : { timeoutSeconds: parseCount(text, "--timeout", -1) };
}
