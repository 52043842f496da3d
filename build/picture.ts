// Makes docs/screen.svg from a real run: an own root, the starter image, a container with its terminal in the pane.
// Run as root after `npm ci`: npm run picture
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openScreen } from "../test/support/screen.ts";
import { screenToSvg } from "./svg.ts";

const home = join(import.meta.dirname, "..");
const program = join(home, "bin/wherry");
const dir = mkdtempSync(join(tmpdir(), "wherry-picture-"));
const wherry = (...args: string[]): string =>
  execFileSync(program, ["--root", dir, ...args], { encoding: "utf8" });

try {
  wherry("starter");
  wherry("run", "-d", "--name", "web", "--hostname", "web", "-m", "256m", "starter", "sleep", "1000");
  wherry("run", "-d", "--name", "clock", "starter", "sh", "-c", "while date; do sleep 1; done");
  wherry("run", "--name", "job", "starter", "sh", "-c", "exit 3").toString();
} catch (error) {
  // The job ends with 3, as it should.
  if ((error as { status?: number }).status !== 3) throw error;
}
try {
  await using screen = openScreen({ file: program, args: ["--root", dir], columns: 120, rows: 32 });
  await screen.waitFor("web");
  screen.press("1", "g");
  while (!/▌.*web/.test(screen.text())) {
    screen.press("j");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  screen.press("e");
  const prompts = (count: number) => () => screen.text().split("root@web:/#").length > count;
  await screen.waitFor(prompts(1));
  screen.type("hostname; tty; ps\r");
  await screen.waitFor(prompts(2));
  screen.type("ls --color /\r");
  await screen.waitFor(prompts(3));
  await new Promise((resolve) => setTimeout(resolve, 500));
  writeFileSync(join(home, "docs/screen.svg"), screenToSvg(screen.cells(), "wherry"));
  screen.press("ctrl-]").type("d");
  screen.press("q");
  await screen.exit();
} finally {
  wherry("rm", "-f", "web", "clock", "job");
  rmSync(dir, { recursive: true, force: true });
}
