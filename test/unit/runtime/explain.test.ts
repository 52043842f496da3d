import assert from "node:assert/strict";
import { test } from "node:test";
import { explainFailure } from "../../../runtime/explain.ts";

const exec = (reason: string, subject = "/bin/tool", errno = 0) =>
  explainFailure({ step: "exec", subject, errno, reason }, "x64");

const rows: [name: string, told: ReturnType<typeof exec>, exitCode: number, reason: string, hint: RegExp][] =
  [
    ["a missing path", exec("not found"), 127, "not found: the container has no such file", /full path/],
    ["a missing name", exec("not found", "tool"), 127, "not found in the container's PATH", /full path/],
    ["a folder", exec("is a directory"), 126, "is a directory", /inside it/],
    ["no right to execute", exec("not executable"), 126, "is not executable", /chmod \+x \/bin\/tool/],
    [
      "another machine's program",
      exec("wrong architecture 183"),
      126,
      "built for arm64, but this machine is x86-64",
      /image for x86-64/,
    ],
    [
      "an exotic machine's program",
      exec("wrong architecture 4242"),
      126,
      "built for another machine (ELF 4242), but this machine is x86-64",
      /image for x86-64/,
    ],
    [
      "a missing loader",
      exec("missing interpreter /lib/ld-musl-x86_64.so.1"),
      127,
      "needs the loader /lib/ld-musl-x86_64.so.1, which the container lacks",
      /C library/,
    ],
    [
      "a missing glibc loader",
      exec("missing interpreter /lib64/ld-linux-x86-64.so.2"),
      127,
      "needs the loader /lib64/ld-linux-x86-64.so.2, which the container lacks",
      /C library/,
    ],
    [
      "a missing script interpreter",
      exec("missing interpreter /usr/bin/python3"),
      127,
      "is a script for /usr/bin/python3, which the container lacks",
      /first line/,
    ],
    [
      "a text without an interpreter",
      exec("not a program"),
      126,
      "is not a program: neither ELF nor a script that names its interpreter",
      /#!\/bin\/sh/,
    ],
    [
      "permission",
      exec("Permission denied", "/bin/tool", 13),
      126,
      "permission denied",
      /user needs the right/,
    ],
  ];

for (const [name, told, exitCode, reason, hint] of rows) {
  test(`${name}: ${reason}`, () => {
    assert.equal(told.reason, reason);
    assert.equal(told.exitCode, exitCode);
    assert.match(told.hint ?? "", hint);
  });
}

test("anything else keeps the kernel's words", () => {
  assert.deepEqual(exec("Argument list too long", "x", 7), {
    reason: "argument list too long",
    exitCode: 126,
  });
});

test("a step other than exec is 125, with a hint where there is one", () => {
  const bind = explainFailure({
    step: "bind",
    subject: "/data",
    errno: 2,
    reason: "No such file or directory",
  });
  assert.deepEqual(bind, {
    reason: "no such file or directory",
    hint: "make /data on the host first",
    exitCode: 125,
  });
  const mount = explainFailure({
    step: "mount",
    subject: "/proc",
    errno: 1,
    reason: "Operation not permitted",
  });
  assert.deepEqual(mount, { reason: "operation not permitted", exitCode: 125 });
});
