import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { cliOfFile } from "../support/cli.ts";
import { until } from "../support/until.ts";

const cli = cliOfFile();

before(() => cli.ok("starter"));

const sh = (script: string, ...flags: string[]) =>
  cli.ok("run", "--rm", ...flags, "starter", "sh", "-c", script);

test("a program's output arrives on the stream that it used", async () => {
  const result = await cli.run(["run", "--rm", "starter", "sh", "-c", "echo out; echo err >&2"]);
  assert.deepEqual(result, { code: 0, stdout: "out\n", stderr: "err\n" });
});

test("standard input reaches the program and ends", async () => {
  const { stdout, code } = await cli.run(["run", "-i", "--rm", "starter", "cat"], { stdin: "hi\n" });
  assert.deepEqual([code, stdout], [0, "hi\n"]);
});

test("without -i the program has an empty standard input", async () => {
  const { stdout } = await cli.run(["run", "--rm", "starter", "sh", "-c", "cat; echo end"], {
    stdin: "hi\n",
  });
  assert.equal(stdout, "end\n");
});

test("100 MB go through a pipe whole", async () => {
  const child = cli.start(["run", "--rm", "-i", "starter", "cat"]);
  const bytes = Buffer.alloc(1_000_000, "wherry carries bytes ");
  let received = 0;
  let wrong = 0;
  child.stdout?.on("data", (chunk: Buffer) => {
    // Each chunk begins somewhere in the repeated block.
    const at = received % bytes.length;
    const expected = Buffer.concat([bytes.subarray(at), bytes, bytes.subarray(0, at)]).subarray(
      0,
      chunk.length,
    );
    if (!chunk.equals(expected)) wrong += 1;
    received += chunk.length;
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  for (let block = 0; block < 100; block += 1) {
    if (child.stdin?.write(bytes) === false)
      await new Promise((resolve) => child.stdin?.once("drain", resolve));
  }
  child.stdin?.end();
  assert.equal(await ended, 0);
  assert.deepEqual([received, wrong], [100_000_000, 0]);
});

test("the exit code is the program's", async () => {
  await cli.fails(7, "run", "--rm", "starter", "sh", "-c", "exit 7");
});

test("a program that a signal ends gives 128+n", async () => {
  // Not as pid 1, which the kernel keeps from its own signals.
  const script = "sh -c 'kill -9 $$'; exit $?";
  await cli.fails(137, "run", "--rm", "starter", "sh", "-c", script);
});

test("a program that is not there gives 127 and its name", async () => {
  assert.match(
    await cli.fails(127, "run", "--rm", "starter", "no-such-program"),
    /^wherry: .*no-such-program.*not found/,
  );
});

test("a program that cannot be executed gives 126 and its name", async () => {
  const dir = join(cli.dir, "plain");
  mkdirSync(dir);
  writeFileSync(join(dir, "data"), "not a program");
  const stderr = await cli.fails(126, "run", "--rm", "-v", `${dir}:/plain`, "starter", "/plain/data");
  assert.match(stderr, /^wherry: .*\/plain\/data.*not executable/);
});

test("a folder is no program", async () => {
  assert.match(await cli.fails(126, "run", "--rm", "starter", "/etc"), /\/etc.*directory/);
});

test("a program for another machine gives 126 and says so", async () => {
  const dir = join(cli.dir, "foreign");
  mkdirSync(dir);
  const elf = Buffer.from(readFileSync(process.execPath).subarray(0, 4096));
  // e_machine, at 18: PowerPC, which no test machine is.
  elf.writeUInt16LE(20, 18);
  writeFileSync(join(dir, "program"), elf);
  chmodSync(join(dir, "program"), 0o755);
  const stderr = await cli.fails(126, "run", "--rm", "-v", `${dir}:/foreign`, "starter", "/foreign/program");
  assert.match(stderr, /\/foreign\/program.*architecture/);
});

test("a script whose interpreter is missing gives 127 and names it", async () => {
  const dir = join(cli.dir, "script");
  mkdirSync(dir);
  writeFileSync(join(dir, "job"), "#!/no/such/interpreter\n");
  chmodSync(join(dir, "job"), 0o755);
  const stderr = await cli.fails(127, "run", "--rm", "-v", `${dir}:/script`, "starter", "/script/job");
  assert.match(stderr, /\/no\/such\/interpreter/);
});

test("--rm leaves no container, also of one that could not start", async () => {
  await cli.fails(127, "run", "--rm", "starter", "no-such-program");
  await cli.ok("run", "--rm", "starter", "true");
  assert.equal(await cli.ok("ps", "-aq"), "");
});

test("the files of --rm go by themselves once the program has ended, though nobody looks", async () => {
  const bundles = () => ["containers", "trash"].flatMap((name) => readdirSync(join(cli.root.dataDir, name)));
  await cli.ok("run", "--rm", "starter", "touch", "/file");
  await until("an empty folder", () => (bundles().length === 0 ? true : undefined));
  await cli.ok("run", "-d", "--rm", "starter", "true");
  await until("an empty folder", () => (bundles().length === 0 ? true : undefined));
});

test("environment, working directory, user and host name are as asked", async () => {
  const { stdout } = await cli.run(
    [
      "run",
      "--rm",
      "-e",
      "A=1",
      "-e",
      "FROM_HERE",
      "-w",
      "/usr",
      "-u",
      "1000:1001",
      "--hostname",
      "box",
      "starter",
    ].concat(["sh", "-c", "echo $A $FROM_HERE $(pwd) $(id -u):$(id -g) $(cat /proc/sys/kernel/hostname)"]),
    { env: { FROM_HERE: "there" } },
  );
  assert.equal(stdout, "1 there /usr 1000:1001 box\n");
});

test("the host name is the container's short id when none is asked for", async () => {
  const [id, hostname] = [
    await cli.ok("run", "-d", "--name", "named", "starter", "cat", "/proc/sys/kernel/hostname"),
    await cli.ok("wait", "named").then(() => cli.ok("logs", "named")),
  ];
  assert.equal(hostname, id.slice(0, 12));
  await cli.ok("rm", "named");
});

test("--entrypoint replaces the program, what follows the image its arguments", async () => {
  assert.equal(await cli.ok("run", "--rm", "--entrypoint", "echo", "starter", "-n", "hi"), "hi");
});

test("only the container's own processes are to be seen, the command as pid 1", async () => {
  assert.deepEqual((await sh("ps -e -o pid=,comm= | tr -s ' '")).split("\n")[0]?.trim(), "1 sh");
  const pids = (await sh("ls /proc | grep -c '^[0-9]'")).trim();
  assert.ok(Number(pids) <= 3, `${pids} processes`);
});

test("--read-only keeps the root from being written", async () => {
  const { code, stderr } = await cli.run(["run", "--rm", "--read-only", "starter", "touch", "/file"]);
  assert.notEqual(code, 0);
  assert.match(stderr, /Read-only file system/);
});

test("a volume is the host's folder, and :ro keeps it from being written", async () => {
  const dir = join(cli.dir, "volume");
  mkdirSync(dir);
  writeFileSync(join(dir, "in"), "from the host\n");
  assert.equal(await sh("cat /v/in; echo back > /v/out", "-v", `${dir}:/v`), "from the host");
  assert.equal(readFileSync(join(dir, "out"), "utf8"), "back\n");
  const { stderr } = await cli.run(["run", "--rm", "-v", `${dir}:/v:ro`, "starter", "touch", "/v/new"]);
  assert.match(stderr, /Read-only file system/);
});

test("a host folder that is not there is made, as Docker does", async () => {
  const dir = join(cli.dir, "made/here");
  assert.equal(await sh("echo x > /v/file; echo done", "-v", `${dir}:/v`), "done");
  assert.equal(readFileSync(join(dir, "file"), "utf8"), "x\n");
});

test("--network none has a loopback alone, host has the host's", async () => {
  assert.equal(await sh("ls /sys/class/net", "--network", "none"), "lo");
  const host = await sh("cat /proc/net/dev | wc -l", "--network", "host");
  assert.equal(host.trim(), String(readFileSync("/proc/net/dev", "utf8").trimEnd().split("\n").length));
});

test("--pids-limit stops a fork bomb inside", async () => {
  const script = "i=0; while [ $i -lt 30 ]; do sleep 5 & i=$((i+1)); done; echo all";
  const { stdout, stderr } = await cli.run([
    "run",
    "--rm",
    "--pids-limit",
    "10",
    "starter",
    "sh",
    "-c",
    script,
  ]);
  assert.match(stderr, /[Rr]esource temporarily unavailable|[Cc]annot fork/);
  assert.notEqual(stdout, "all\n");
});

test("--memory ends a program that takes more", async () => {
  const script = "head -c 200000000 /dev/zero | tr '\\0' x | sort";
  const { code } = await cli.run(["run", "--name", "hog", "-m", "32m", "starter", "sh", "-c", script]);
  assert.equal(code, 137);
  assert.equal(
    await cli.ok("inspect", "-f", "{{.State.OOMKilled}} {{.HostConfig.Memory}}", "hog"),
    "true 33554432",
  );
  await cli.ok("rm", "hog");
});

test("-d prints the id and leaves the container running", async () => {
  const id = await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "100");
  assert.match(id, /^[0-9a-f]{64}$/);
  assert.equal(
    await cli.ok("ps", "--format", "{{.ID}} {{.Names}} {{.Image}} {{.State}}"),
    `${id.slice(0, 12)} web starter:latest running`,
  );
  assert.equal(await cli.ok("rm", "-f", "web"), "web");
});

test("a signal to the client reaches the program once", async () => {
  for (const flags of [["--rm"], []]) {
    const script = "trap 'echo caught; exit 5' TERM; echo ready; while :; do sleep 0.05; done";
    const child = cli.start(["run", ...flags, "starter", "sh", "-c", script]);
    let seen = "";
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.stdout?.on("data", (bytes: Buffer) => {
      seen += String(bytes);
      if (seen === "ready\n") child.kill("SIGTERM");
    });
    assert.equal(await ended, 5, flags.join(" "));
    assert.equal(seen, "ready\ncaught\n");
  }
  for (const id of (await cli.ok("ps", "-aq")).split("\n").filter(Boolean)) await cli.ok("rm", id);
});

test("a reader that goes away ends the program, without a word of ours", async () => {
  const child = cli.start(["run", "--rm", "starter", "yes"]);
  let complaint = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    complaint += String(bytes);
  });
  child.stdout?.once("data", () => child.stdout?.destroy());
  await new Promise((resolve) => child.once("close", resolve));
  assert.doesNotMatch(complaint, /wherry|at .*js/);
});
