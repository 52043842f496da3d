import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { cliOfFile } from "../support/cli.ts";
import { until } from "../support/until.ts";

const cli = cliOfFile({ empty: true });

before(() => cli.ok("starter"));

/** What a shell with these options finds. */
const found = (script: string, ...options: string[]) =>
  cli.ok("run", "--rm", ...options, "starter", "sh", "-c", script);
const CAPABILITIES = "grep -E '^Cap(Inh|Prm|Eff|Bnd|Amb)' /proc/self/status | tr -d ' \\t' | tr '\\n' ' '";
const NONE = "0".repeat(16);

test("capabilities are added and dropped as asked, and nothing is inheritable", async () => {
  const table: [options: string[], bounding: string][] = [
    [[], "00000000a80425fb"],
    [["--cap-add", "NET_ADMIN"], "00000000a80435fb"],
    [["--cap-add", "cap_net_admin", "--cap-drop", "MKNOD"], "00000000a00435fb"],
    [["--cap-drop", "ALL"], NONE],
    [["--cap-drop", "all", "--cap-add", "chown", "--cap-add", "KILL"], "0000000000000021"],
    [["--cap-add", "ALL", "--cap-drop", "SYS_ADMIN"], allBut(21)],
  ];
  for (const [options, bounding] of table) {
    const expected = `CapInh:${NONE} CapPrm:${bounding} CapEff:${bounding} CapBnd:${bounding} CapAmb:${NONE}`;
    assert.equal((await found(CAPABILITIES, ...options)).trim(), expected, options.join(" "));
  }
});

/** What this process has, and so can give, without one bit. */
function allBut(bit: number): string {
  const [, own = ""] = /^CapPrm:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return (BigInt(`0x${own}`) & ~(1n << BigInt(bit))).toString(16).padStart(16, "0");
}

test("a user who is not root has only what was added by name", async () => {
  assert.match(await found(CAPABILITIES, "-u", "1000"), new RegExp(`CapEff:${NONE} CapBnd:00000000a80425fb`));
  const added = await found(CAPABILITIES, "-u", "1000", "--cap-add", "NET_ADMIN");
  assert.match(added, /CapPrm:0000000000001000 CapEff:0000000000001000 CapBnd:00000000a80435fb/);
});

test("a session has what its container has", async () => {
  const options = ["--cap-drop", "ALL", "--cap-add", "KILL", "--security-opt", "no-new-privileges"];
  const limits = ["--ulimit", "nofile=200:300", "--group-add", "77"];
  await cli.ok("run", "-d", "--name", "web", ...options, ...limits, "starter", "sleep", "1000");
  const told = await cli.ok(
    "exec",
    "web",
    "sh",
    "-c",
    "grep -E '^(CapEff|NoNewPrivs|Groups)' /proc/self/status; ulimit -Sn; ulimit -Hn",
  );
  assert.match(told, /Groups:\s.*\b77\b/);
  assert.match(told, /CapEff:\s0000000000000020\nNoNewPrivs:\s1\n200\n300$/);
});

test("limits of each process, the oom score, kernel settings and groups are as asked", async () => {
  assert.equal(
    await found("ulimit -Sn; ulimit -Hn; ulimit -c", "--ulimit", "nofile=100:200", "--ulimit", "core=0"),
    "100\n200\n0",
  );
  assert.equal(await found("cat /proc/self/oom_score_adj", "--oom-score-adj", "500"), "500");
  assert.equal(await found("cat /proc/sys/net/core/somaxconn", "--sysctl", "net.core.somaxconn=77"), "77");
  assert.equal(await found("cat /proc/sys/kernel/msgmax", "--sysctl", "kernel.msgmax=4242"), "4242");
  assert.match(
    await found("grep ^Groups /proc/self/status", "--group-add", "42", "--group-add", "43"),
    /42 43/,
  );
  assert.equal(await found("cat /proc/sys/kernel/domainname", "--domainname", "example.org"), "example.org");
});

test("limits of memory and processor are where the kernel reads them", async (t) => {
  if (!existsSync("/sys/fs/cgroup/memory")) return t.skip("the files are those of cgroup v1");
  const at = "/sys/fs/cgroup";
  const memory = [
    "-m",
    "64m",
    "--memory-swap",
    "96m",
    "--memory-reservation",
    "32m",
    "--memory-swappiness",
    "7",
  ];
  const files = ["limit_in_bytes", "memsw.limit_in_bytes", "soft_limit_in_bytes", "swappiness"];
  assert.equal(
    await found(`cd ${at}/memory; cat ${files.map((file) => `memory.${file}`).join(" ")}`, ...memory),
    `${64 << 20}\n${96 << 20}\n${32 << 20}\n7`,
  );
  const cpu = ["--cpu-shares", "512", "--cpu-quota", "5000", "--cpu-period", "10000", "--cpuset-cpus", "0"];
  const script = `cat ${at}/cpu/cpu.shares ${at}/cpu/cpu.cfs_quota_us ${at}/cpu/cpu.cfs_period_us; grep Cpus_allowed_list /proc/self/status`;
  assert.match(await found(script, ...cpu), /^512\n5000\n10000\nCpus_allowed_list:\t0$/);
});

test("folders in memory and the size of /dev/shm are as asked", async () => {
  const line = await found("grep ' /cache ' /proc/mounts", "--tmpfs", "/cache:size=1m,mode=1770,exec");
  assert.match(line, /^tmpfs \/cache tmpfs rw,nosuid,nodev,\S*size=1024k,mode=1770/);
  assert.doesNotMatch(line, /noexec/);
  assert.match(await found("grep ' /plain ' /proc/mounts", "--tmpfs", "/plain"), /rw,nosuid,nodev,noexec/);
  assert.match(await found("grep ' /dev/shm ' /proc/mounts", "--shm-size", "8m"), /size=8192k/);
  const full = await cli.run([
    "run",
    "--rm",
    "--tmpfs",
    "/cache:size=1m",
    "starter",
    "sh",
    "-c",
    "head -c 2000000 /dev/zero > /cache/file",
  ]);
  assert.notEqual(full.code, 0);
});

test("a stop asks with the signal, and waits as long, as was said when it was made", async () => {
  const script = "trap 'echo usr1; exit 9' USR1; trap '' TERM; echo up; while :; do sleep 0.05; done";
  await cli.ok("run", "-d", "--name", "web", "--stop-signal", "USR1", "starter", "sh", "-c", script);
  await until("its first line", async () => (await cli.ok("logs", "web")).includes("up") || undefined);
  await cli.ok("stop", "web");
  assert.equal(await cli.ok("inspect", "-f", "{{.State.ExitCode}}", "web"), "9");
  const deaf = "trap '' TERM; echo up; while :; do sleep 0.05; done";
  await cli.ok("run", "-d", "--name", "deaf", "--stop-timeout", "0", "starter", "sh", "-c", deaf);
  await cli.ok("stop", "deaf");
  assert.equal(await cli.ok("inspect", "-f", "{{.State.ExitCode}}", "deaf"), "137");
});

test("files of variables and of labels are read, and what the command line says goes before them", async () => {
  const file = join(cli.dir, "env");
  writeFileSync(file, "# comment\n\nONE=1\nTWO=two words\n HOME_TOO=x\n");
  assert.equal(
    await found('echo "$ONE $TWO $HOME_TOO"', "--env-file", file, "-e", "ONE=one"),
    "one two words x",
  );
  writeFileSync(file, "tier=front\nempty\n");
  await cli.ok(
    "create",
    "--name",
    "web",
    "--label-file",
    file,
    "--annotation",
    "org.example.a=b",
    "starter",
    "true",
  );
  assert.equal(
    await cli.ok("inspect", "-f", "{{json .Config.Labels}}", "web"),
    '{"tier":"front","empty":""}',
  );
  assert.match(
    await cli.ok("inspect", "-f", "{{json .Wherry.Spec.annotations}}", "web"),
    /"org.example.a":"b"/,
  );
});

test("inspect tells all of it in Docker's fields", async () => {
  const options = ["--cap-add", "NET_ADMIN", "--sysctl", "kernel.msgmax=1", "--tmpfs", "/run:size=1m"];
  await cli.ok("create", "--name", "web", ...options, "--stop-timeout", "3", "starter", "true");
  const [report] = JSON.parse(await cli.ok("inspect", "web"));
  assert.deepEqual(report.HostConfig.CapAdd, ["NET_ADMIN"]);
  assert.deepEqual(report.HostConfig.Sysctls, { "kernel.msgmax": "1" });
  assert.deepEqual(report.HostConfig.Tmpfs, { "/run": "size=1m" });
  assert.equal(report.HostConfig.ShmSize, 67108864);
  assert.equal(report.Config.StopTimeout, 3);
});

test("what cannot be is refused with what to do, and nothing is made", async () => {
  const table: [options: string[], reason: RegExp][] = [
    [["--cap-add", "NET_ADMINS"], /there is none of this name\nhint: did you mean CAP_NET_ADMIN\?/],
    [["--ulimit", "nofile"], /is not NAME=soft\[:hard\]/],
    [["--ulimit", "files=3"], /there is no ulimit "files"\nhint: choose one of core/],
    [["--ulimit", "nofile=3:2"], /the soft limit 3 is above the hard one 2/],
    [["--oom-score-adj", "2000"], /2000 is no oom score/],
    [["--security-opt", "seccomp"], /is not known/],
    [["--sysctl", "=1"], /is not NAME=value/],
    [["--tmpfs", "relative"], /it needs a path of its own from the root/],
    [["--tmpfs", "/:size=1m"], /it needs a path of its own/],
    [["--tmpfs", "/run:sise=1m"], /there is no option "sise=1m"/],
    [["--shm-size", "0"], /0 bytes are no size/],
    [["--stop-signal", "NOPE"], /"NOPE" is not one/],
    [["--group-add", "nobody-knows"], /has no group "nobody-knows"/],
    [["--env-file", "/nowhere/env"], /read --env-file \/nowhere\/env: no such file\nhint: name a text file/],
  ];
  for (const [options, reason] of table) {
    const { code, stderr } = await cli.run(["create", ...options, "starter", "true"]);
    assert.notEqual(code, 0, options.join(" "));
    assert.match(stderr, reason, options.join(" "));
  }
  assert.match(
    await cli.fails(125, "run", "--rm", "--sysctl", "kernel.panic=1", "starter", "true"),
    /it would change the host/,
  );
  assert.match(
    await cli.fails(
      125,
      "run",
      "--rm",
      "--network",
      "host",
      "--sysctl",
      "net.core.somaxconn=1",
      "starter",
      "true",
    ),
    /there is no network namespace/,
  );
  assert.equal(await cli.ok("ps", "-aq"), "");
});
