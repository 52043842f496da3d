import assert from "node:assert/strict";
import { before, test } from "node:test";
import { cliOfFile, finish } from "../support/cli.ts";

const cli = cliOfFile({ empty: true });

before(() => cli.ok("starter"));

const state = (name: string) => cli.ok("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", name);

test("create, start, stop, start again, remove", async () => {
  await cli.ok(
    "create",
    "--name",
    "job",
    "starter",
    "sh",
    "-c",
    "trap 'exit 4' TERM; while :; do sleep 0.05; done",
  );
  assert.equal(await state("job"), "created 0");
  assert.equal(await cli.ok("start", "job"), "job");
  assert.match(await state("job"), /^running/);
  assert.equal(await cli.ok("stop", "job"), "job");
  assert.equal(await state("job"), "exited 4");
  await cli.ok("start", "job");
  assert.match(await state("job"), /^running/);
  assert.equal(await cli.ok("kill", "job"), "job");
  assert.equal(await cli.ok("wait", "job"), "137");
  assert.equal(await cli.ok("rm", "job"), "job");
});

test("a container that does not heed the stop signal is killed after -t seconds", async () => {
  await cli.ok(
    "run",
    "-d",
    "--name",
    "deaf",
    "starter",
    "sh",
    "-c",
    "trap '' TERM; while :; do sleep 0.05; done",
  );
  await cli.ok("stop", "-t", "0", "deaf");
  assert.equal(await state("deaf"), "exited 137");
});

test("restart gives a new process and keeps the files", async () => {
  await cli.ok("run", "-d", "--name", "web", "starter", "sh", "-c", "echo x >> /count; sleep 100");
  const first = await cli.ok("inspect", "-f", "{{.State.Pid}}", "web");
  await cli.ok("restart", "-t", "0", "web");
  assert.notEqual(await cli.ok("inspect", "-f", "{{.State.Pid}}", "web"), first);
  assert.equal(
    await cli.ok(
      "exec",
      "web",
      "sh",
      "-c",
      "while [ $(wc -l < /count) != 2 ]; do sleep 0.05; done; cat /count",
    ),
    "x\nx",
  );
});

test("kill sends the signal that is asked for", async () => {
  await cli.ok(
    "run",
    "-d",
    "--name",
    "job",
    "starter",
    "sh",
    "-c",
    "trap 'echo usr1; exit 9' USR1; echo up; while :; do sleep 0.05; done",
  );
  await untilLogs("job", "up");
  await cli.ok("kill", "-s", "USR1", "job");
  assert.equal(await cli.ok("wait", "job"), "9");
  assert.equal(await cli.ok("logs", "job"), "up\nusr1");
});

test("logs shows what was written, its end, since when, and when", async () => {
  await cli.ok(
    "run",
    "--name",
    "job",
    "starter",
    "sh",
    "-c",
    "for i in 1 2 3; do echo line $i; done; echo bad >&2",
  );
  const { stdout, stderr } = await cli.run(["logs", "job"]);
  assert.deepEqual([stdout, stderr], ["line 1\nline 2\nline 3\n", "bad\n"]);
  assert.equal((await cli.run(["logs", "-n", "2", "job"])).stdout, "line 3\n");
  assert.match(
    (await cli.run(["logs", "-t", "-n", "2", "job"])).stdout,
    /^\d{4}-\d\d-\d\dT[\d:.]+Z line 3\n$/,
  );
  assert.equal((await cli.run(["logs", "--since", "2000-01-01T00:00:00Z", "job"])).stdout, stdout);
  assert.equal((await cli.run(["logs", "--since", "2100-01-01T00:00:00Z", "job"])).stdout, "");
});

test("logs -f goes on until the container ends", async () => {
  await cli.ok(
    "run",
    "-d",
    "--name",
    "job",
    "starter",
    "sh",
    "-c",
    "echo one; while [ ! -e /go ]; do sleep 0.05; done; echo two",
  );
  const follower = cli.start(["logs", "-f", "job"]);
  const result = finish(follower);
  await new Promise((resolve) => follower.stdout?.once("data", resolve));
  await cli.ok("exec", "job", "touch", "/go");
  assert.deepEqual(await result, { code: 0, stdout: "one\ntwo\n", stderr: "" });
});

test("exec runs beside the main program, with its own code, user, folder and variables", async () => {
  await cli.ok("run", "-d", "--name", "web", "-e", "A=1", "starter", "sleep", "100");
  assert.equal(
    await cli.ok(
      "exec",
      "-e",
      "B=2",
      "-w",
      "/usr",
      "-u",
      "7",
      "web",
      "sh",
      "-c",
      "echo $A $B $(pwd) $(id -u)",
    ),
    "1 2 /usr 7",
  );
  await cli.fails(6, "exec", "web", "sh", "-c", "exit 6");
  assert.match(await cli.fails(127, "exec", "web", "no-such-program"), /no-such-program/);
  const { stdout } = await cli.run(["exec", "-i", "web", "cat"], { stdin: "through\n" });
  assert.equal(stdout, "through\n");
});

test("exec -d comes back at once and its program goes on", async () => {
  await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "100");
  await cli.ok("exec", "-d", "web", "sh", "-c", "echo done > /mark");
  await cli.ok("exec", "web", "sh", "-c", "while [ ! -s /mark ]; do sleep 0.05; done");
});

test("a program in a pipe inside dies of a closed pipe, as anywhere", async () => {
  await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "100");
  const { stdout, stderr } = await cli.run(["exec", "web", "sh", "-c", "yes | head -n 1"]);
  assert.deepEqual([stdout, stderr], ["y\n", ""]);
});

test("attach shows what is written from then on, and gives the exit code", async () => {
  await cli.ok(
    "run",
    "-d",
    "--name",
    "job",
    "starter",
    "sh",
    "-c",
    "while [ ! -e /go ]; do echo tick; sleep 0.05; done; exit 3",
  );
  const client = cli.start(["attach", "job"]);
  const result = finish(client);
  await new Promise((resolve) => client.stdout?.once("data", resolve));
  await cli.ok("exec", "job", "touch", "/go");
  const { code, stdout } = await result;
  assert.equal(code, 3);
  assert.match(stdout, /^tick\n/);
});

test("start -a shows the output from its first byte", async () => {
  await cli.ok("create", "--name", "job", "starter", "sh", "-c", "echo first; exit 2");
  const { code, stdout } = await cli.run(["start", "-a", "job"]);
  assert.deepEqual([code, stdout], [2, "first\n"]);
});

test("start -ai feeds the program", async () => {
  await cli.ok("create", "-i", "--name", "job", "starter", "cat");
  const { code, stdout } = await cli.run(["start", "-ai", "job"], { stdin: "fed\n" });
  assert.deepEqual([code, stdout], [0, "fed\n"]);
});

test("ps lists what runs, -a all, -l the newest, -q ids, and by filters", async () => {
  await cli.fails(3, "run", "--name", "done", "starter", "sh", "-c", "exit 3");
  await cli.ok("run", "-d", "--name", "web", "-l", "tier=front", "starter", "sleep", "100");
  const names = async (...flags: string[]) =>
    (await cli.ok("ps", "--format", "{{.Names}}", ...flags)).split("\n");
  assert.deepEqual(await names(), ["web"]);
  assert.deepEqual(await names("-a"), ["web", "done"]);
  assert.deepEqual(await names("-l"), ["web"]);
  assert.deepEqual(await names("-f", "status=exited"), ["done"]);
  assert.deepEqual(await names("-f", "label=tier=front"), ["web"]);
  assert.match(await cli.ok("ps", "-aq"), /^[0-9a-f]{12}\n[0-9a-f]{12}$/);
  const table = await cli.ok("ps", "-a");
  assert.match(table, /^CONTAINER ID {3}IMAGE +COMMAND .* NAMES\n/);
  assert.match(table, /"sh -c exit 3" .*Exited \(3\) .* ago .*done/);
});

test("diff tells what was added, changed and deleted", async () => {
  await cli.ok("run", "--name", "job", "starter", "sh", "-c", "mkdir /new; echo > /new/file; rm /etc/group");
  const lines = (await cli.ok("diff", "job")).split("\n");
  for (const line of ["A /new", "A /new/file", "C /etc", "D /etc/group"])
    assert.ok(lines.includes(line), `${line} in ${lines}`);
});

test("rename frees the old name", async () => {
  await cli.ok("create", "--name", "old", "starter");
  await cli.ok("rename", "old", "new");
  await cli.ok("create", "--name", "old", "starter");
  assert.equal(await cli.ok("inspect", "-f", "{{.Name}}", "new"), "/new");
});

test("inspect is a JSON array in Docker's fields", async () => {
  const id = await cli.ok(
    "create",
    "-e",
    "A=1",
    "-m",
    "64m",
    "--cpus",
    "0.5",
    "--name",
    "job",
    "starter",
    "sleep",
    "1",
  );
  const [report] = JSON.parse(await cli.ok("inspect", "job"));
  assert.equal(report.Id, id);
  assert.equal(report.HostConfig.Memory, 64 * 1024 * 1024);
  assert.equal(report.HostConfig.NanoCpus, 500_000_000);
  assert.ok(report.Config.Env.includes("A=1"));
  const [image] = JSON.parse(await cli.ok("inspect", "--type", "image", "starter"));
  assert.equal(image.Id, report.Image);
});

test("several names are handled one by one; the ones that fail are told apart", async () => {
  await cli.ok("create", "--name", "a", "starter");
  await cli.ok("create", "--name", "b", "starter");
  const { code, stdout, stderr } = await cli.run(["rm", "a", "missing", "b"]);
  assert.deepEqual([code, stdout], [1, "a\nb\n"]);
  assert.match(stderr, /^wherry: .*missing: no such container\nhint: .*\n$/);
});

async function untilLogs(name: string, text: string): Promise<void> {
  while (!(await cli.ok("logs", name)).includes(text))
    await new Promise((resolve) => setTimeout(resolve, 20));
}
