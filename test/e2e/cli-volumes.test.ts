import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import { cliOfFile } from "../support/cli.ts";

const cli = cliOfFile({ empty: true });

before(() => cli.ok("starter"));
afterEach(async () => {
  await cli.ok("volume", "prune", "-f");
});

test("what one container writes into a volume another one reads, and may be kept from writing", async () => {
  await cli.ok("run", "--rm", "-v", "data:/d", "starter", "sh", "-c", "echo hello > /d/file");
  assert.equal(await cli.ok("run", "--rm", "-v", "data:/d:ro", "starter", "cat", "/d/file"), "hello");
  const refused = await cli.run([
    "run",
    "--rm",
    "-v",
    "data:/d:ro",
    "starter",
    "sh",
    "-c",
    "echo no > /d/file",
  ]);
  assert.notEqual(refused.code, 0);
  assert.match(refused.stderr, /[Rr]ead-only/);
  assert.equal(await cli.ok("volume", "ls", "-q"), "data");
});

test("the words and columns are Docker's", async () => {
  assert.equal(await cli.ok("volume", "create", "--label", "a=b", "one"), "one");
  assert.match(await cli.ok("volume", "ls"), /^DRIVER +VOLUME NAME\nlocal +one$/);
  const [report] = JSON.parse(await cli.ok("volume", "inspect", "one"));
  assert.deepEqual([report.Name, report.Driver, report.Labels], ["one", "local", { a: "b" }]);
  await cli.ok("create", "--name", "web", "-v", "one:/one", "starter", "true");
  assert.match(await cli.fails(1, "volume", "rm", "one"), /it is used by web/);
  const [container] = JSON.parse(await cli.ok("inspect", "web"));
  assert.deepEqual([container.Mounts[0].Type, container.Mounts[0].Name], ["volume", "one"]);
  await cli.ok("rm", "web");
  assert.match(await cli.ok("volume", "prune", "-f"), /^Deleted Volumes:\none\n\nTotal reclaimed space: /);
  assert.match(
    await cli.ok("network", "ls"),
    /^NETWORK ID +NAME +DRIVER +SCOPE\nhost +host +host +local\nnone /,
  );
  assert.match(await cli.fails(1, "volume", "lst"), /did you mean "wherry volume ls"/);
});

test("a removal with --trash is taken back; df tells of it, and prune empties it", async () => {
  await cli.ok("run", "--name", "web", "starter", "sh", "-c", "echo mine > /file");
  await cli.ok("rm", "--trash", "web");
  assert.equal(await cli.ok("ps", "-aq"), "");
  assert.match(
    await cli.ok("df"),
    /^TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE\nImages +1 (?:.|\n)+\nTrash +1 +0 /m,
  );
  assert.equal(await cli.ok("undo"), "web");
  assert.match(await cli.ok("diff", "web"), /A \/file/);
  await cli.ok("rm", "--trash", "web");
  assert.match((await cli.run(["prune"], { stdin: "n\n" })).stderr, /all that the trash holds \(1, /);
  assert.match(await cli.ok("prune", "-f"), /^Deleted Containers:\n[0-9a-f]{64}\n\nTotal reclaimed space: /);
  assert.match(await cli.fails(1, "undo"), /the trash holds no such container/);
});
