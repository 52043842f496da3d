import type { Terminal } from "@xterm/headless";
import { VERSION } from "../../src/base/version.ts";

/** Answers XTVERSION, CSI > q: some programs tell by the name what a terminal can. */
export function answerVersion(terminal: Terminal, reply: (bytes: string) => void): void {
  terminal.parser.registerCsiHandler({ prefix: ">", final: "q" }, ([which = 0]) => {
    if (which === 0) reply(`\x1bP>|wherry(${VERSION})\x1b\\`);
    return true;
  });
}
