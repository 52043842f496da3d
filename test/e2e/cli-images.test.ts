import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { cliOfFile } from "../support/cli.ts";

const cli = cliOfFile();
let starterId: string;

before(async () => {
  assert.equal(await cli.ok("starter"), "Loaded image: starter:latest");
  starterId = await cli.ok("images", "-q", "--no-trunc", "starter");
});

test("images shows Docker's columns, ids and templates", async () => {
  const table = await cli.ok("images");
  assert.match(
    table,
    /^REPOSITORY {3}TAG {7}IMAGE ID {7}CREATED {2,}SIZE\nstarter {6}latest {4}[0-9a-f]{12} {3}/,
  );
  assert.match(starterId, /^sha256:[0-9a-f]{64}$/);
  assert.equal(await cli.ok("images", "--format", "{{.Repository}}:{{.Tag}}"), "starter:latest");
  assert.match(await cli.ok("images", "--digests"), /DIGEST[\s\S]*sha256:[0-9a-f]{64}/);
});

test("the starter image is the same each time", async () => {
  await cli.ok("starter", "--tag", "again");
  assert.equal(await cli.ok("images", "-q", "--no-trunc", "again"), starterId);
  await cli.ok("rmi", "again");
});

test("the starter image takes more programs by name", async () => {
  await cli.ok("starter", "--tag", "more", "tar");
  assert.match(await cli.ok("run", "--rm", "more", "tar", "--version"), /tar/);
  await cli.ok("rmi", "more");
});

test("layers and history tell how an image was made", async () => {
  const layers = (await cli.ok("layers", "--format", "json", "starter"))
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(layers.length, 1);
  assert.equal(layers[0].Index, "0");
  assert.ok(Number(layers[0].Files) > 50, layers[0].Files);
  assert.match(await cli.ok("layers", "starter"), /^LAYER +CREATED BY +SIZE +FILES +DIGEST\n0 /);
  assert.match(
    await cli.ok("history", "starter"),
    /^IMAGE +CREATED +CREATED BY +SIZE +COMMENT\n[0-9a-f]{12} /,
  );
  assert.equal(await cli.ok("history", "-q", "--no-trunc", "starter"), starterId);
});

test("tag gives a second name, rmi takes one name after the other", async () => {
  await cli.ok("tag", "starter", "localhost:5000/team/base:v1");
  assert.equal(
    await cli.ok("images", "--format", "{{.Repository}} {{.Tag}}", "localhost:5000/team/base"),
    "localhost:5000/team/base v1",
  );
  assert.equal(await cli.ok("rmi", "localhost:5000/team/base:v1"), "Untagged: localhost:5000/team/base:v1");
  assert.equal(await cli.ok("images", "-q", "--no-trunc"), starterId);
});

test("what save writes, load reads: from a file, and through a pipe", async () => {
  const file = join(cli.dir, "starter.tar");
  await cli.ok("save", "-o", file, "starter");
  assert.match(await cli.ok("rmi", "starter"), /^Untagged: starter:latest\nDeleted: sha256:/);
  assert.equal(await cli.ok("images", "-q"), "");
  assert.equal(await cli.ok("load", "-i", file), "Loaded image: starter:latest");
  assert.equal(await cli.ok("images", "-q", "--no-trunc"), starterId);
  await cli.ok("rmi", "starter");
  const { code, stdout } = await cli.run(["load"], { stdin: readFileSync(file) });
  assert.deepEqual([code, stdout], [0, "Loaded image: starter:latest\n"]);
  assert.equal(await cli.ok("run", "--rm", "starter", "echo", "still runs"), "still runs");
});

test("a reader that has enough ends a save without a word", async () => {
  const child = cli.start(["save", "starter"]);
  let complaint = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    complaint += String(bytes);
  });
  child.stdout?.once("data", () => child.stdout?.destroy());
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.deepEqual([code, complaint], [128 + 13, ""]);
});

test("import makes an image of a root file system's tar, with instructions", async () => {
  const root = join(cli.dir, "rootfs");
  mkdirSync(join(root, "data"), { recursive: true });
  writeFileSync(join(root, "data/file"), "content\n");
  const tar = spawnSync("tar", ["-C", root, "-c", "."], { maxBuffer: 1e8 });
  assert.equal(tar.status, 0);
  const { code, stdout } = await cli.run(
    ["import", "-c", 'CMD ["/tool"]', "-c", "ENV A=1", "-m", "by hand", "-", "made:1"],
    {
      stdin: tar.stdout,
    },
  );
  assert.equal(code, 0);
  assert.match(stdout, /^sha256:[0-9a-f]{64}\n$/);
  assert.equal(
    await cli.ok("inspect", "-f", "{{json .Config.Cmd}} {{json .Config.Env}}", "made:1"),
    '["/tool"] ["A=1"]',
  );
  assert.match(await cli.ok("history", "made:1"), /by hand/);
  assert.match(await cli.ok("layers", "--format", "{{.Files}}", "made:1"), /^\d+$/);
  await cli.ok("rmi", "made:1");
});

test("skopeo reads the store as it is", async (t) => {
  if (spawnSync("skopeo", ["--version"]).error !== undefined) return t.skip("skopeo is not installed");
  const store = join(cli.root.dataDir, "images");
  const { status, stdout, stderr } = spawnSync("skopeo", ["inspect", `oci:${store}:starter:latest`], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).Os, "linux");
});

test("an image that a container uses stays", async () => {
  const id = await cli.ok("create", "--name", "user", "starter");
  assert.match(
    await cli.fails(1, "rmi", "starter"),
    new RegExp(`^wherry: .*container ${id.slice(0, 12)} uses it`),
  );
  assert.equal(await cli.ok("images", "-q", "--no-trunc"), starterId);
  await cli.ok("rm", "user");
});
