import assert from "node:assert/strict";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  allNamespaces,
  containerSteps,
  launchByHand,
  needsRoot,
  temporaryFolder,
} from "../../../support/hand-container.ts";
import { type HandStep, step } from "../../../support/plan-bytes.ts";

const skip = needsRoot;

/** The failed line: name, where, subject, reason; and the exit record's code and text. */
async function failure(dir: string, steps: readonly HandStep[]) {
  const container = launchByHand(dir, steps);
  assert.equal(await container.ended(), 0);
  const failed = container.events.find(([name]) => name === "failed");
  assert.ok(failed, `nothing failed: ${JSON.stringify(container.events)}`);
  const [, , name, where, subject, , reason] = failed;
  return { line: `${name} ${subject} (${where}): ${reason}`, record: container.record() };
}

test("each step that fails is named with its place, its subject and its reason", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  writeFileSync(join(dir, "lower/file"), "");
  const before = (...steps: HandStep[]) => containerSteps(dir, { args: ["true"], beforePivot: steps });
  const after = (...steps: HandStep[]) => containerSteps(dir, { args: ["true"], afterPivot: steps });
  const table: [readonly HandStep[], RegExp][] = [
    [before(step("mount", "nofs", "x", "/mnt", 0, "")), /^mount \/mnt \(test.mount\): no such device/],
    [
      before(step("mount", "tmpfs", "x", "/mnt", 0, "size=12q")),
      /^mount \/mnt \(test.mount\): invalid argument .*size/,
    ],
    [
      before(step("mount", "tmpfs", "x", "/file/below", 0, "")),
      /^mount \/file\/below \(test.mount\): not a directory/,
    ],
    [
      before(step("bind", "/no-such/source", "/mnt", 0, 0)),
      /^bind \/no-such\/source \(test.bind\): no such file/,
    ],
    [before(step("bind", "/usr", "/missing", 0, 0)), /^bind \/missing \(test.bind\): no such file/],
    [before(step("bind", "/usr", "/file", 0, 0)), /^bind \/file \(test.bind\): a folder and a file/],
    [before(step("make_symlink", "/file", "elsewhere")), /^make_symlink \/file .*: file exists/],
    [
      before(step("make_device", "/dev/odd", 0o010000 << 8, 1, 3, 0o666, 0, 0)),
      /^make_device \/dev\/odd .*: invalid argument/,
    ],
    [after(step("read_only_path", "/file/x")), /^read_only_path \/file\/x .*: not a directory/],
    [after(step("sysctl", "net.no.such", "1")), /^sysctl net.no.such .*: no such file/],
    [after(step("hostname", "h".repeat(65))), /^hostname h+ .*: invalid argument/],
    [after(step("rlimit", 99, 1, 1)), /^rlimit resource .*: invalid argument/],
    [after(step("identity", 0, 0, ["staff"])), /^identity staff .*: not a group id/],
    [after(step("seccomp", Buffer.alloc(7))), /^seccomp filter .*: invalid argument/],
    [after(step("working_directory", "/nowhere", 0)), /^working_directory \/nowhere .*: no such file/],
    [after(step("namespaces", 1)), /^namespaces namespaces .*: unknown bits 0x1/],
    [before(step("overlay_root", [], "", "", "")), /^overlay_root overlay .*: no layers/],
    [
      before(step("overlay_root", ["/no-such/layer", "/usr"], "", "", "")),
      /^overlay_root \/no-such\/layer .*: no such file/,
    ],
    [
      [
        step("monitor", ...paths(dir), "", 0, 0, 0, 0, "", 0),
        step("namespaces", allNamespaces),
        step("mount", "proc", "", "/proc", 0, ""),
        step("exec", ["x"]),
      ],
      /^mount mount .*: no step has given a root/,
    ],
  ];
  for (const [steps, expected] of table) {
    const { line, record } = await failure(dir, steps);
    assert.match(line, expected);
    assert.equal(record.code, 125);
    assert.ok(record.failed);
  }
});

test("the monitor's own files fail as its step does, and leave no socket", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const [first, ...rest] = containerSteps(dir, { args: ["true"] });
  const withFields = (index: number, value: string): HandStep[] => [
    { ...first!, fields: first!.fields.map((field, at) => (at === index ? value : field)) },
    ...rest,
  ];
  for (const [index, path] of [
    [0, join(dir, "missing/log")],
    [2, `/tmp/${"long".repeat(40)}`],
  ] as const) {
    const container = launchByHand(dir, withFields(index, path));
    assert.equal(await container.ended(), 125);
    const failed = container.events.find(([name]) => name === "failed")!;
    assert.deepEqual([failed[2], failed[4]], ["monitor", path]);
  }
});

test("a program that cannot be run is told apart by why, with Docker's exit codes", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const lower = join(dir, "lower");
  mkdirSync(join(lower, "opt/folder"), { recursive: true });
  const write = (name: string, content: string | Buffer, mode: number) => {
    writeFileSync(join(lower, "opt", name), content);
    chmodSync(join(lower, "opt", name), mode);
  };
  const own = readFileSync("/bin/true");
  const foreign = Buffer.from(own);
  foreign.writeUInt16LE(243 === own.readUInt16LE(18) ? 62 : 243, 18);
  const orphan = Buffer.from(own);
  const interpreter = orphan.indexOf("/lib");
  orphan.write("/lox", interpreter);
  write("plain", "#!/bin/sh\n", 0o644);
  write("foreign", foreign, 0o755);
  write("orphan", orphan, 0o755);
  write("script", "#!/no/such/shell -e\n", 0o755);
  write("text", "just words\n", 0o755);
  symlinkSync("/nowhere", join(lower, "opt/dangling"));
  copyFileSync("/bin/true", join(lower, "opt/fine"));

  const table: [string, number, RegExp][] = [
    ["missing", 127, /^not found$/],
    ["/opt/missing", 127, /^not found$/],
    ["/opt/dangling", 127, /^not found$/],
    ["/opt/plain/below", 127, /^not found$/],
    ["", 127, /^not found$/],
    ["/opt/folder", 126, /^is a directory$/],
    ["/opt/plain", 126, /^not executable$/],
    ["/dev/null", 126, /^not executable$/],
    ["/opt/foreign", 126, /^wrong architecture (243|62)$/],
    ["/opt/orphan", 127, /^missing interpreter \/lox/],
    ["/opt/script", 127, /^missing interpreter \/no\/such\/shell$/],
    ["/opt/text", 126, /^not a program$/],
    [`/${"x".repeat(5000)}`, 126, /^file name too long$/],
  ];
  for (const [program, code, expected] of table) {
    const { line, record } = await failure(dir, containerSteps(dir, { args: [program] }));
    assert.match(line.slice(line.indexOf("(test.exec): ") + 13), expected, program);
    assert.equal(record.code, code, program);
  }
  const fine = launchByHand(dir, containerSteps(dir, { args: ["/opt/fine"] }));
  await fine.ended();
  assert.equal(fine.record().code, 0);
});

function paths(dir: string): [string, string, string] {
  return [join(dir, "log"), join(dir, "exit.json"), join(dir, "attach")];
}
