import type { CreateOptions, MemoryMount, Ulimit } from "../../engine/containers/containers.ts";
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

/** "no-new-privileges", with Docker's spellings of yes and no behind it. Throws `invalid`. */
export function securityOptions(texts: readonly string[]): Pick<CreateOptions, "noNewPrivileges"> {
  let chosen: boolean | undefined;
  for (const text of texts) {
    const [, value = "true"] = /^no-new-privileges(?:[:=](true|false))?$/.exec(text) ?? [undefined, "?"];
    if (value === "?")
      throw invalid("--security-opt", text, "is not known", "there is no-new-privileges so far");
    chosen = value === "true";
  }
  return chosen === undefined ? {} : { noNewPrivileges: chosen };
}
