import assert from "node:assert/strict";
import { test } from "node:test";
import { openPane, ROWS, SHELL, temporaryFile } from "../support/pane.ts";
import { openScreen } from "../support/screen.ts";

const QUESTIONS: [what: string, question: string, answer: RegExp][] = [
  ["device attributes", "\\033[c", /^\^\[\[\?\d+(;\d+)*c$/],
  ["secondary attributes", "\\033[>c", /^\^\[\[>\d+;\d+;\d+c$/],
  ["status", "\\033[5n", /^\^\[\[0n$/],
  ["the place of the caret", "\\033[7;9H\\033[6n", /^\^\[\[7;9R$/],
  ["a mode", "\\033[?2004$p", /^\^\[\[\?2004;2\$y$/],
  ["a mode that is on", "\\033[?25$p", /^\^\[\[\?25;1\$y$/],
  ["the cursor's shape", "\\033P$q q\\033\\\\", /^\^\[P1\$r\d q\^\[\\$/],
  ["the colour of text", "\\033]10;?\\033\\\\", /^\^\[\]10;rgb:ffff\/ffff\/ffff\^\[\\$/],
  ["the colour of the background", "\\033]11;?\\007", /^\^\[\]11;rgb:0000\/0000\/0000\^\[\\$/],
  ["a colour of the palette", "\\033]4;196;?\\007", /^\^\[\]4;196;rgb:ffff\/0000\/0000\^\[\\$/],
  ["its size", "\\033[18t", /^\^\[\[8;16;60t$/],
  ["its name and version", "\\033[>0q", /^\^\[P>\|wherry\([\d.]+\)\^\[\\$/],
];

for (const [what, question, answer] of QUESTIONS) {
  test(`a program that asks for ${what} is answered, once`, async () => {
    // The status report comes behind the answer and tells that nothing more does.
    const script = `stty raw -echo; printf '${question}'; printf '\\033[5n'
      all=; while IFS= read -rsN1 c; do all+=$c; case $all in *$'\\033[0n') break;; esac; [ "${what}" = status ] && break; done
      printf '\\033[H\\033[J<%s>' "$(printf %s "$all" | cat -v)"; sleep 600`;
    await using screen = openPane({
      file: "bash",
      args: ["-c", script.replaceAll("\n", ";").replace(/;\s*all=/, "; all=")],
    });
    await screen.waitFor(/<.*>/s);
    const seen = /<(.*)>/s.exec(screen.text())?.[1] ?? "";
    if (what !== "status") assert.match(seen.replace("^[[0n", ""), answer);
  });
}

test("the cursor's shape goes to the person's terminal, and the person's own comes back", async () => {
  const script =
    "for s in 5 2 3; do printf \"\\033[$s q$s.\"; read -r; done; printf '\\033[0 qown.'; read -r; printf '\\033[6 q'; exit";
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  for (const shape of [5, 2, 3, 0]) {
    await screen.waitFor(`${shape === 0 ? "own" : shape}.`);
    await screen.waitFor(({ raw }) => raw.lastIndexOf(`\x1b[${shape} q`) === lastShape(raw));
    screen.press("enter");
  }
  await screen.waitFor("exited (0)");
  screen.press("ctrl-]", "d");
  await screen.exit();
  assert.equal(screen.raw.lastIndexOf("\x1b[0 q"), lastShape(screen.raw));
});

test("the window's focus is told to a program that asked, and to no other", async () => {
  const script = "stty raw -echo; echo ready; head -c 1 >/dev/null; printf '\\033[?1004hasked'; exec cat -v";
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor("ready");
  screen.type("\x1b[O\x1b[I").type("x");
  await screen.waitFor("asked");
  screen.type("\x1b[O").type("\x1b[I!");
  await screen.waitFor("asked^[[O^[[I!");
});

test("synchronized output is drawn as a whole", async () => {
  const batch = "for i in 1 2 3 4 5 6 7 8; do echo $n row $i; sleep 0.01; done";
  const loop = `n=1; while :; do printf '\\033[?2026h\\033[H\\033[J'; ${batch}; printf '\\033[?2026l'; n=$((n + 1)); done`;
  await using screen = openPane({ file: "bash", args: ["-c", loop] });
  await screen.waitFor("row 8");
  const torn: string[] = [];
  const numbers = new Set<string>();
  await screen.waitFor((now) => {
    const rows = now.text().match(/\d+ row \d/g) ?? [];
    const batches = new Set(rows.map((row) => row.split(" ")[0] ?? ""));
    if (batches.size !== 1 || rows.length !== 8) torn.push(rows.join());
    for (const one of batches) numbers.add(one);
    return numbers.size >= 10;
  });
  assert.deepEqual(torn, []);
});

test("ctrl-c in a cat of 100 MB brings the prompt back", async (t) => {
  using file = temporaryFile(Buffer.alloc(100 * 1024 * 1024, `${"0123456789 ".repeat(7)}\n`));
  for (const zoomed of [false, true]) {
    await using screen = openPane(SHELL);
    await screen.waitFor("$ ");
    if (zoomed) {
      screen.press("ctrl-]", "z");
      await screen.waitForGone("Terminal");
    }
    screen.type(`cat ${file.path}\r`);
    await screen.waitFor("0123456789");
    const pressedAtMs = performance.now();
    screen.press("ctrl-c");
    await screen.waitFor(/\^C[^$]*\$ /);
    t.diagnostic(`${zoomed ? "zoomed" : "in the pane"}: ${(performance.now() - pressedAtMs).toFixed(0)} ms`);
  }
});

test("a pane is as tall as its program believes, and so is a bare terminal", async () => {
  const args = ["-c", "stty size; tput lines; sleep 600"];
  await using bare = openScreen({ file: "bash", args, columns: 60, rows: ROWS });
  await using pane = openPane({ file: "bash", args });
  for (const screen of [bare, pane]) await screen.waitFor(/16 60\s*│?\n│?16/);
});

function lastShape(raw: string): number {
  return Math.max(...[0, 1, 2, 3, 4, 5, 6].map((shape) => raw.lastIndexOf(`\x1b[${shape} q`)));
}
