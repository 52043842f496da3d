import type { CreateOptions, MemoryMount, Ulimit } from "../../engine/containers/containers.ts";
import { readFlagFile } from "./line-file.ts";
import { invalid, parseCount } from "./values.ts";

/** "nofile=1024:2048", "nproc=100" for both, "core=-1" for none. Throws `invalid`. */
export function parseUlimit(text: string): Ulimit {
  const [, name = "", soft = "", hard = soft] = /^([a-z]+)=([^:]+)(?::([^:]+))?$/.exec(text) ?? [];
  if (name === "")
    throw invalid("--ulimit", text, "is not NAME=soft[:hard]", "such as nofile=1024 or nproc=100:200");
  const count = (part: string): number => (part === "unlimited" ? -1 : parseCount(part, "--ulimit", -1));
  return { name, soft: count(soft), hard: count(hard) };
}

/** "/run", "/run:size=64m,mode=1777". */
export function parseTmpfs(text: string): MemoryMount {
  const at = text.indexOf(":");
  if (at < 0) return { target: text };
  const options = text
    .slice(at + 1)
    .split(",")
    .filter((option) => option !== "");
  return { target: text.slice(0, at), options };
}

/** "net.core.somaxconn=1024"; the same for other flags of pairs. Throws `invalid`. */
export function parsePairs(flag: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at <= 0) throw invalid(flag, text, "is not NAME=value");
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** "no-new-privileges", "seccomp=unconfined", "seccomp=FILE", with Docker's older colon too. Throws `invalid`. */
export function securityOptions(
  texts: readonly string[],
): Pick<CreateOptions, "noNewPrivileges" | "seccomp"> {
  const chosen: { noNewPrivileges?: boolean; seccomp?: "unconfined" | object } = {};
  for (const text of texts) {
    const [, name, value = "true"] = /^([a-z-]+)(?:[:=](.*))?$/s.exec(text) ?? [];
    if (name === "no-new-privileges" && /^(true|false)$/.test(value))
      chosen.noNewPrivileges = value === "true";
    else if (name === "seccomp" && value !== "true") chosen.seccomp = readProfile(value);
    else throw invalid("--security-opt", text, "is not known", KNOWN);
  }
  return chosen;
}

const KNOWN = "there is no-new-privileges, seccomp=FILE and seccomp=unconfined so far";

function readProfile(file: string): "unconfined" | object {
  if (file === "unconfined") return file;
  const text = readFlagFile(file, "--security-opt seccomp", "name a JSON file with a profile, or unconfined");
  try {
    const profile: unknown = JSON.parse(text);
    if (typeof profile === "object" && profile !== null && !Array.isArray(profile)) return profile;
  } catch {
    // Told below.
  }
  throw invalid(
    "--security-opt",
    `seccomp=${file}`,
    "is no JSON object",
    "a profile has defaultAction and syscalls",
  );
}
