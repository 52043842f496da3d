import assert from "node:assert/strict";
import { test } from "node:test";
import { useCli } from "../support/cli.ts";
import { until } from "../support/until.ts";

test("stats and top show what docker shows, of those that run or of those named", async (t) => {
  const cli = useCli(t);
  await cli.ok("starter");
  await cli.ok("run", "-d", "--name", "one", "-m", "64m", "starter", "sleep", "1000");
  await cli.ok("create", "--name", "idle", "starter");

  const table = (await cli.ok("stats", "--no-stream")).split("\n");
  assert.match(
    table[0] ?? "",
    /^CONTAINER ID +NAME +CPU % +MEM USAGE \/ LIMIT +MEM % +NET I\/O +BLOCK I\/O +PIDS$/,
  );
  assert.match(
    table[1] ?? "",
    /^[0-9a-f]{12} +one +\d+\.\d\d% +[\d.]+[KM]?i?B \/ 64MiB +\d\.\d\d% +0B \/ 0B .* 1$/,
  );
  assert.equal(table.length, 2);
  const all = (await cli.ok("stats", "-a", "--no-stream", "--format", "{{.Name}} {{.PIDs}}")).split("\n");
  assert.deepEqual(all.sort(), ["idle --", "one 1"]);
  const [named] = (await cli.ok("stats", "--no-stream", "--format", "json", "one")).split("\n");
  assert.equal(JSON.parse(named ?? "").Name, "one");
  assert.match(await cli.fails(1, "stats", "--no-stream", "nobody"), /nobody: no such container/);

  const [heading, first, ...rest] = (await cli.ok("top", "one")).split("\n");
  assert.match(heading ?? "", /^UID +PID +PPID +C +STIME +TTY +TIME +CMD$/);
  assert.match(first ?? "", /^root +\d+ .* \? +00:00:00 +sleep 1000$/);
  assert.deepEqual(rest, []);
  assert.match(await cli.fails(1, "top", "idle"), /idle: it does not run/);
});

test("stats goes on until it is ended", async (t) => {
  const cli = useCli(t);
  await cli.ok("starter");
  await cli.ok("run", "-d", "--name", "one", "starter", "sleep", "1000");
  const child = cli.start(["stats", "--format", "{{.Name}}"]);
  let text = "";
  child.stdout?.on("data", (bytes) => {
    text += bytes;
  });
  await until("a third line", async () => (text.split("\n").length > 3 ? true : undefined));
  child.kill("SIGINT");
  await until("its end", async () =>
    child.signalCode === null && child.exitCode === null ? undefined : true,
  );
  assert.match(text, /^(one\n)+$/);
});
