import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

export function checkTerminal({ env, isTerminal }: Machine): Finding {
  const subject = "terminal";
  if (!isTerminal)
    return { subject, verdict: "ok", detail: "the output is not one; the command line needs none" };
  const term = env.TERM ?? "";
  if (term === "" || term === "dumb") {
    return {
      subject,
      verdict: "degraded",
      detail: `TERM is ${term === "" ? "not set" : term}: no screen, only the command line`,
      remedy: "export TERM=xterm-256color",
    };
  }
  // POSIX: the first of these that is set and not empty decides.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  if (!/utf-?8/i.test(locale)) {
    return {
      subject,
      verdict: "degraded",
      detail: `${term}; the locale "${locale || "C"}" is not UTF-8: borders and other scripts may look torn`,
      remedy: "export LANG=C.UTF-8",
    };
  }
  return { subject, verdict: "ok", detail: `${term}, ${colours(env)}, UTF-8` };
}

function colours(env: Machine["env"]): string {
  if (env.NO_COLOR) return "no colours (NO_COLOR)";
  if (/^(truecolor|24bit)$/.test(env.COLORTERM ?? "")) return "16 million colours";
  return /256/.test(env.TERM ?? "") ? "256 colours" : "16 colours";
}
