import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { identityOf, isAlive } from "../../../runtime/index.ts";

test("we are alive, and a process with our pid but another start is not", () => {
  const self = identityOf(process.pid);
  assert.ok(self !== undefined && self.startTicks > 0);
  assert.equal(isAlive(self), true);
  assert.equal(isAlive({ ...self, startTicks: self.startTicks - 1 }), false);
});

test("a process that ended is not alive", async () => {
  const child = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  await once(child, "spawn");
  const identity = identityOf(child.pid!)!;
  assert.equal(isAlive(identity), true);
  child.stdin.end();
  await once(child, "exit");
  assert.equal(isAlive(identity), false);
});

test("a program's name with blanks and parentheses does not mislead", async () => {
  const child = spawn("sh", ["-c", 'printf "a) R 1 (b" > /proc/$$/comm; echo named; read wait'], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  const identity = identityOf(child.pid!);
  child.stdin.end();
  await once(child, "exit");
  assert.ok(identity !== undefined && identity.startTicks >= identityOf(process.pid)!.startTicks);
});

test("there is no identity where there is no process", () => {
  assert.equal(identityOf(2 ** 22 + 1), undefined);
});
