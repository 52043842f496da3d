import assert from "node:assert/strict";
import { before, test } from "node:test";
import { cliOfFile, wherryProgram } from "../support/cli.ts";
import { openScreen, type Screen } from "../support/screen.ts";

const cli = cliOfFile({ empty: true });

before(() => cli.ok("starter"));

/** The person's terminal, with wherry running in it. */
const terminal = (...args: string[]): Screen =>
  openScreen({ file: wherryProgram, args: ["--root", cli.root.dataDir, ...args] });

test("a shell in a container has a terminal of its own, of the right size", async () => {
  await using screen = terminal("run", "-it", "--rm", "starter", "bash", "--norc");
  await screen.waitFor(/[#$] $/m);
  screen.type("tty; stty size\r");
  await screen.waitFor("/dev/pts/0");
  await screen.waitFor("24 80");
  screen.resize(100, 30);
  screen.type("stty size\r");
  await screen.waitFor("30 100");
  screen.type("exit 3\r");
  assert.equal((await screen.exit()).code, 3);
  assert.equal(await cli.ok("ps", "-aq"), "");
});

test("the size is set before the program's first word", async () => {
  await using screen = terminal("run", "-it", "--rm", "starter", "stty", "size");
  await screen.waitFor("24 80");
  assert.equal((await screen.exit()).code, 0);
});

test("ctrl-c reaches the program inside and leaves the shell", async () => {
  await using screen = terminal("run", "-it", "--rm", "starter", "bash", "--norc");
  await screen.waitFor(/[#$] $/m);
  screen.type("sleep 100\r");
  await screen.waitFor(/sleep 100/);
  screen.press("ctrl-c").type("echo after $((1+1))\r");
  await screen.waitFor("after 2");
  screen.type("exit\r");
  await screen.exit();
});

test("ctrl-p ctrl-q leaves the container running, attach comes back to it", async () => {
  const first = terminal("run", "-it", "--name", "web", "starter", "bash", "--norc");
  await first.waitFor(/[#$] $/m);
  first.type("marker=kept\r").press("ctrl-p", "ctrl-q");
  assert.equal((await first.exit()).code, 0);
  await first[Symbol.asyncDispose]();
  await using second = terminal("attach", "web");
  second.type("echo it is $marker\r");
  await second.waitFor("it is kept");
  second.type("exit 4\r");
  assert.equal((await second.exit()).code, 4);
});

test("the detach keys are the ones asked for", async () => {
  await using screen = terminal(
    "run",
    "-it",
    "--detach-keys",
    "ctrl-x,x",
    "--name",
    "web",
    "starter",
    "bash",
    "--norc",
  );
  await screen.waitFor(/[#$] $/m);
  screen.press("ctrl-x").type("x");
  assert.equal((await screen.exit()).code, 0);
  assert.equal(await cli.ok("ps", "--format", "{{.Names}}"), "web");
});

test("detached keeps a --rm container, and it goes when it ends", async () => {
  await using screen = terminal("run", "-it", "--rm", "--name", "web", "starter", "bash", "--norc");
  await screen.waitFor(/[#$] $/m);
  screen.press("ctrl-p", "ctrl-q");
  await screen.exit();
  assert.equal(await cli.ok("ps", "--format", "{{.Names}}"), "web");
  await cli.ok("kill", "web");
  while ((await cli.ok("ps", "-aq")) !== "") await new Promise((resolve) => setTimeout(resolve, 20));
});

test("exec -it is a second shell; leaving it leaves the container", async () => {
  await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "100");
  await using screen = terminal("exec", "-it", "web", "bash", "--norc");
  await screen.waitFor(/[#$] $/m);
  screen.type("tty; ps -e -o pid=,comm= | head -n 1\r");
  await screen.waitFor(/\/dev\/pts\/\d/);
  await screen.waitFor(/1 sleep/);
  screen.type("exit 5\r");
  assert.equal((await screen.exit()).code, 5);
  assert.equal(await cli.ok("ps", "--format", "{{.Names}}"), "web");
});

test("a terminal that closes ends its exec session and nothing else", async () => {
  await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "100");
  const screen = terminal("exec", "-it", "web", "bash", "--norc", "-c", "echo ready; sleep 77");
  await screen.waitFor("ready");
  screen.kill("SIGKILL");
  await screen.exit();
  await screen[Symbol.asyncDispose]();
  await cli.ok("exec", "web", "sh", "-c", "while ps -e -o args= | grep -q '[s]leep 77'; do sleep 0.05; done");
  assert.equal(await cli.ok("ps", "--format", "{{.Names}}"), "web");
});

test("the person's terminal is as it was after a program that left its own in disorder", async () => {
  await using screen = openScreen({
    file: "sh",
    args: [
      "-c",
      `${wherryProgram} --root ${cli.root.dataDir} run -it --rm starter stty raw -echo; stty -a | tr ' ;' '\\n\\n' | grep -x -e echo -e icanon -e isig | sort | tr '\\n' ' '`,
    ],
  });
  await screen.waitFor("echo icanon isig");
});

test("-t with input that is no terminal is refused in Docker's words", async () => {
  const { code, stderr } = await cli.run(["run", "-it", "--rm", "starter", "true"], { stdin: "x" });
  assert.equal(code, 1);
  assert.match(stderr, /the input device is not a TTY/);
  assert.equal(await cli.ok("ps", "-aq"), "");
});

test("bare wherry without a terminal prints the help", async () => {
  assert.match(await cli.ok(), /^Usage: {2}wherry/);
});
