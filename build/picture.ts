// Makes the pictures of README.md and docs/tour.md from a real run on a root of its own.
// Run as root after `npm ci`: npm run picture
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openCli, wherryProgram } from "../test/support/cli.ts";
import { openScreen, type Screen } from "../test/support/screen.ts";
import { screenToSvg } from "./svg.ts";
import { siteImages } from "./tour-images.ts";

const { cli, close } = openCli();
try {
  await onScreen(100, 28, firstRun);
  await fill();
  await onScreen(120, 32, terminal);
  await onScreen(100, 28, containers);
  await onScreen(100, 28, images);
} finally {
  await close();
}

async function onScreen(columns: number, rows: number, walk: (tui: Screen) => Promise<void>): Promise<void> {
  await using tui = openScreen({
    file: wherryProgram,
    args: ["--root", cli.root.dataDir],
    columns,
    rows,
    cwd: cli.dir,
    // Whoever makes the pictures may have a config of their own.
    env: { XDG_CONFIG_HOME: cli.dir, WHERRY_CONFIG: undefined },
  });
  await walk(tui);
  tui.press("q");
  await tui.exit();
}

/** Takes the picture once the screen stands still for a moment; one that never does is taken as it is. */
async function picture(tui: Screen, name: string): Promise<void> {
  let drawn = -1;
  for (let tries = 0; tries < 20 && drawn !== tui.output.bytes; tries += 1) {
    drawn = tui.output.bytes;
    await delay(300);
  }
  writeFileSync(
    join(import.meta.dirname, `../docs/pictures/${name}.svg`),
    screenToSvg(tui.cells(), "wherry"),
  );
}

async function firstRun(tui: Screen): Promise<void> {
  await tui.waitFor("Nothing here yet");
  await picture(tui, "first-run");
  tui.press("i");
  await tui.waitFor(/▌ starter:latest +\d+MB/, { timeoutMs: 60_000 });
  await tui.waitFor("▸ usr/");
  tui.press("enter");
  await tui.waitFor("Run starter:latest");
  await picture(tui, "run-form");
  tui.press("esc");
  await tui.waitForGone("Run starter:latest");
}

async function fill(): Promise<void> {
  const archive = join(cli.dir, "site.tar");
  writeFileSync(archive, siteImages());
  await cli.ok("load", "-i", archive);
  const requests = [
    'while :; do echo "$(date +%T) GET /pages/$((RANDOM % 90)).html 200"',
    '[ $((RANDOM % 5)) = 0 ] && echo "$(date +%T) GET /missing 404 error" >&2',
    "head -c $((RANDOM * 900)) /dev/zero | cksum > /dev/null; sleep 0.2; done",
  ].join("; ");
  await cli.ok("run", "--name", "job", "starter", "true");
  await cli.ok("run", "-d", "--name", "clock", "starter", "sh", "-c", "while date; do sleep 1; done");
  await cli.ok(
    "run",
    "-d",
    "--name",
    "server",
    "-m",
    "64m",
    "--cpus",
    "0.5",
    "starter",
    "bash",
    "-c",
    requests,
  );
  await cli.ok(
    ...["run", "-d", "--name", "web", "--hostname", "web", "-m", "256m", "--pids-limit", "100"],
    ...["-v", "pages:/srv/pages", "starter", "sleep", "1000"],
  );
}

async function terminal(tui: Screen): Promise<void> {
  await select(tui, "1", "web");
  tui.press("e");
  const prompts = (count: number) => () => tui.text().split("root@web:/#").length > count;
  await tui.waitFor(prompts(1));
  tui.type("hostname; tty; ps\r");
  await tui.waitFor(prompts(2));
  tui.type("ls --color /\r");
  await tui.waitFor(prompts(3));
  await picture(tui, "screen");
  tui.press("ctrl-]").type("d");
  await tui.waitFor("? help");
}

async function containers(tui: Screen): Promise<void> {
  await select(tui, "1", "server");
  tui.press("l");
  await tui.waitFor(/GET .*GET/s);
  tui.press("/").type("404").press("enter");
  await tui.waitFor("404 error");
  await picture(tui, "logs");
  tui.press("1");
  await goToTab(tui, /\d %|CPU/);
  // A graph needs a past.
  await delay(12_000);
  await picture(tui, "stats");
  await goToTab(tui, /the host|ipc/);
  await picture(tui, "isolation");
  tui.press(":").type("pau");
  await tui.waitFor("pause");
  await picture(tui, "palette");
  tui.press("esc");
  await tui.waitForGone("Commands");
}

async function images(tui: Screen): Promise<void> {
  await select(tui, "2", "site:2");
  await goToTab(tui, /● site:2 +RUN/);
  await picture(tui, "history");
  await goToTab(tui, /efficiency/);
  await picture(tui, "waste");
  tui.press("3");
  await goToTab(tui, /srv\//);
  await picture(tui, "files");
  tui.press("1");
}

async function select(tui: Screen, panel: string, name: string): Promise<void> {
  await tui.waitFor(name);
  tui.press(panel, "g");
  await delay(500);
  for (let tries = 0; !new RegExp(`▌\\S* +${name} `).test(tui.text()); tries++) {
    if (tries > 20) throw new Error(`${name} is not in the list:\n${tui.text()}`);
    tui.press("j");
    await delay(500);
  }
}

/** Goes through the tabs until the screen shows what only the wanted one has. */
async function goToTab(tui: Screen, sign: RegExp): Promise<void> {
  for (let tries = 0; !sign.test(tui.text()); tries++) {
    if (tries > 12) throw new Error(`no tab with ${sign}:\n${tui.text()}`);
    tui.press("]");
    await delay(800);
  }
}
