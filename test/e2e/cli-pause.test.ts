import assert from "node:assert/strict";
import { before, test } from "node:test";
import { cliOfFile } from "../support/cli.ts";

const cli = cliOfFile({ empty: true });

before(() => cli.ok("starter"));

const state = (name: string) => cli.ok("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", name);
/** A container that counts up in its log for as long as it may run. */
const counting = (name: string, trap = "trap 'exit 4' TERM; ") =>
  cli.ok(
    "run",
    "-d",
    "--name",
    name,
    "starter",
    "sh",
    "-c",
    `${trap}n=0; while :; do n=$((n+1)); echo $n; sleep 0.02; done`,
  );
const lines = async (name: string) => (await cli.ok("logs", name)).split("\n").length;

test("a paused container stands still, says so as Docker does, and goes on where it was", async () => {
  await counting("web");
  assert.equal(await cli.ok("pause", "web"), "web");
  assert.match(await cli.ok("ps", "--format", "{{.State}} {{.Status}}"), /^paused Up .* \(Paused\)$/);
  const report = await cli.ok("inspect", "-f", "{{.State.Running}} {{.State.Paused}}", "web");
  assert.equal(report, "true true");
  const before = await lines("web");
  assert.equal(await lines("web"), before);
  assert.equal(await cli.ok("unpause", "web"), "web");
  assert.match(await state("web"), /^running/);
  while ((await lines("web")) <= before);
});

test("what a paused container cannot do is refused with what to do", async () => {
  await counting("web");
  assert.match(await cli.fails(1, "unpause", "web"), /it is not paused/);
  await cli.ok("pause", "web");
  for (const words of [["pause"], ["rm"], ["start"]]) {
    assert.match(await cli.fails(1, ...words, "web"), /it is paused.*wherry unpause web/s, words.join(" "));
  }
  assert.match(await cli.fails(1, "exec", "web", "true"), /it is paused.*wherry unpause web/s);
  await cli.ok("create", "--name", "idle", "starter", "true");
  assert.match(await cli.fails(1, "pause", "idle"), /does not run/);
  assert.match(await state("web"), /^paused/);
});

test("a paused container is stopped in peace, killed, restarted and removed by force", async () => {
  await counting("web");
  await cli.ok("pause", "web");
  await cli.ok("stop", "web");
  assert.equal(await state("web"), "exited 4");

  await cli.ok("start", "web");
  await cli.ok("pause", "web");
  await cli.ok("kill", "web");
  assert.equal(await state("web"), "exited 137");

  await cli.ok("start", "web");
  await cli.ok("pause", "web");
  await cli.ok("restart", "web");
  assert.match(await state("web"), /^running/);

  await cli.ok("pause", "web");
  await cli.ok("rm", "-f", "web");
  assert.equal(await cli.ok("ps", "-aq"), "");
});
