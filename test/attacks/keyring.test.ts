import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runLauncher } from "../support/hand-client.ts";
import { containerSteps, launchByHand, needsRoot, temporaryFolder } from "../support/hand-container.ts";
import { bits, planBytes, step } from "../support/plan-bytes.ts";

/** keyctl(KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0): prints which keyring the program has, or -1. */
const KEYCTL = { x64: 250, arm64: 219 }[process.arch as string];
const whichKeyring = ["perl", "-e", `print syscall(${KEYCTL}, 0, -3, 0), "\n"`];

function findObstacle(): string | false {
  if (needsRoot) return needsRoot;
  if (KEYCTL === undefined) return `the number of keyctl on ${process.arch} is not known here`;
  try {
    return hostKeyring() > 0 ? false : "this kernel gives no keyrings";
  } catch {
    return "needs perl";
  }
}

const hostKeyring = () => Number(execFileSync(whichKeyring[0]!, whichKeyring.slice(1), { encoding: "utf8" }));
const skip = findObstacle();

async function startPrinting(t: TestContext, script: string) {
  const dir = temporaryFolder(t);
  const [perl, ...rest] = whichKeyring.map((word) => `'${word}'`);
  const args = ["sh", "-c", `${[perl, ...rest].join(" ")}; ${script}`];
  const container = launchByHand(dir, containerSteps(dir, { args }));
  await container.event("running");
  return { dir, container };
}

test("a container does not have the session keyring of the one who started it", { skip }, async (t) => {
  const { container } = await startPrinting(t, "exit");
  await container.ended();
  const [inside] = container.lines();
  assert.match(inside ?? "", /^[1-9]\d*$/, "the program has no keyring to compare");
  assert.notEqual(Number(inside), hostKeyring(), "the program holds the host's session keyring");
});

test("a session does not have the session keyring of the one who opened it", { skip }, async (t) => {
  const { dir, container } = await startPrinting(t, "sleep 1000");
  const [, pid, ticks] = await container.event("init");
  const plan = join(dir, "session-plan");
  const session = step("session", Number(pid), Number(ticks), bits.SESSION_STDIN!, "", "");
  const environment = step("environment", ["PATH=/usr/bin:/bin"]);
  writeFileSync(plan, planBytes([session, environment, step("exec", whichKeyring)]));
  const { code, out, error } = await runLauncher(["join", plan], "");
  assert.deepEqual({ code, error }, { code: 0, error: "" });
  assert.match(out, /^[1-9]\d*\n$/, "the program has no keyring to compare");
  assert.notEqual(Number(out), hostKeyring(), "the program holds the host's session keyring");
});
