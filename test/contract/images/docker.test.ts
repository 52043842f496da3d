import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Cli, openCli } from "../../support/cli.ts";
import { type DockerDaemon, openDockerDaemon } from "../../support/docker-daemon.ts";
import { imageParts, ociFiles } from "../../support/images.ts";
import { needsRoot } from "../../support/layers.ts";
import { expectSameListing, parseListing, RUNTIME_FILES } from "../../support/listed-files.ts";
import { manyLayers } from "../../support/many-layers.ts";
import { makeSmallRoot } from "../../support/small-root.ts";
import { compileStatic } from "../../support/static-program.ts";
import { tar } from "../../support/tar.ts";

const skip = needsRoot();

let cli: Cli;
let closeCli: () => Promise<void>;
let daemon: DockerDaemon;
let missing: string | undefined;

before(async () => {
  if (skip !== false) return;
  ({ cli, close: closeCli } = openCli());
  const opened = await openDockerDaemon(join(cli.dir, "docker"));
  if ("missing" in opened) missing = opened.missing;
  else daemon = opened;
  if (missing === undefined) missing = buildInDocker();
});
after(async () => {
  await daemon?.close();
  await closeCli?.();
});

function dockerTest(name: string, body: () => Promise<void>): void {
  test(name, { skip }, (t: TestContext) => (missing === undefined ? body() : t.skip(missing)));
}

beforeEach(async () => {
  if (daemon === undefined) return;
  const images = (await cli.ok("images", "--format", "{{.Repository}}:{{.Tag}}")).split("\n");
  for (const image of images.filter((name) => name !== "")) await cli.ok("rmi", image);
});

const CHANGES = [
  'ENV A=1 B="two words"',
  "WORKDIR /data/deep",
  "USER 12:34",
  'ENTRYPOINT ["/list-files"]',
  'CMD ["/"]',
  "LABEL maker=docker",
  "EXPOSE 80/tcp",
  "VOLUME /vol",
];

/** Makes base:1 by import, built:1 on it with several layers, committed:1 of a container; why not, when it cannot. */
function buildInDocker(): string | undefined {
  const compiled = compileStatic("list-files", cli.dir);
  if ("missing" in compiled) return compiled.missing;
  const root = join(cli.dir, "base");
  makeSmallRoot(root);
  const script = `cd '${root}' && cp '${compiled.path}' . && mkdir -p dev proc sys old && touch old/a old/b gone etc/hosts &&
    mknod pipe p && ln gone twin && touch etc/hostname etc/resolv.conf && tar -c .`;
  daemon.docker(["import", "-", "base:1"], shell(script));
  const context = join(cli.dir, "context");
  shell(
    `mkdir -p '${context}' && cd '${context}' && echo one > one && chmod 4755 one && mkdir tree && echo x > tree/x`,
  );
  const steps = [
    "FROM base:1",
    "COPY one /one",
    "RUN rm -r /old/a /gone && mkdir /old/new && chown 7:8 /old/new",
  ];
  const more = [
    "COPY tree /old",
    "RUN rm -r /old && mkdir /old && ln /one /old/one && chmod 2711 /old",
    ...CHANGES,
    "STOPSIGNAL SIGINT",
  ];
  writeFileSync(join(context, "Dockerfile"), [...steps, ...more].join("\n"));
  daemon.docker([
    "build",
    "-q",
    "--network",
    "none",
    "--cgroup-parent",
    daemon.cgroupParent,
    "-t",
    "built:1",
    context,
  ]);
  const change = "echo c > /c; rm /twin; mkdir -m 700 /etc/new; touch -d @1000000000 /etc/new/file";
  daemon.docker(["run", "--network", "none", "--name", "changed", "base:1", "sh", "-c", change]);
  daemon.docker(["commit", "-a", "someone", "-m", "by hand", ...asFlags(CHANGES), "changed", "committed:1"]);
  return undefined;
}

for (const image of ["base:1", "built:1", "committed:1"]) {
  dockerTest(`what docker saves of ${image} has its id, configuration and files here`, async () => {
    const archive = join(cli.dir, "docker.tar");
    daemon.docker(["save", "-o", archive, image]);
    assert.equal(await cli.ok("load", "-i", archive), `Loaded image: ${image}`);
    await expectSameImage(image);
    await expectSameFiles(image);
  });
}

dockerTest("several images that docker saves to a pipe, in gzip, are loaded with their names", async () => {
  const saved = daemon.docker(["save", "built:1", "base:1", "committed:1"]);
  const { code, stdout } = await cli.run(["load"], { stdin: gzipSync(saved, { level: 1 }) });
  const names = ["base:1", "built:1", "committed:1"];
  assert.deepEqual(
    [code, stdout.trim().split("\n").sort()],
    [0, names.map((name) => `Loaded image: ${name}`)],
  );
  for (const image of names) await expectSameImage(image);
});

dockerTest("an image that docker saves by its id has no name here, and the same id", async () => {
  const id = daemon.docker(["inspect", "-f", "{{.Id}}", "built:1"]).toString().trim();
  const { code, stdout } = await cli.run(["load"], { stdin: daemon.docker(["save", id]) });
  assert.deepEqual([code, stdout], [0, `Loaded image ID: ${id}\n`]);
  assert.equal(await cli.ok("run", "--rm", "--entrypoint", "cat", id, "/one"), "one");
  await cli.ok("rmi", id);
});

dockerTest("what docker exports of a container is imported with the same files", async () => {
  const exported = daemon.docker(["export", "changed"]);
  const { code, stderr } = await cli.run(["import", "-", "exported:1"], { stdin: exported });
  assert.equal(code, 0, stderr);
  const theirs = daemon
    .docker(["run", "--rm", "--network", "none", ...listFilesOf("committed:1")])
    .toString();
  const ours = await cli.ok("run", "--rm", "--network", "none", ...listFilesOf("exported:1"));
  expectSameListing(parseListing(ours), parseListing(theirs));
});

dockerTest(
  "what is saved here of 40 layers is loaded by docker, with the same id, files and layers",
  async () => {
    const parts = imageParts(manyLayers(40, join(cli.dir, "list-files")), {
      config: {
        config: { Env: ["A=b"], Entrypoint: ["/list-files"], Cmd: ["/"], User: "odd", WorkingDir: "/kinds" },
      },
    });
    const archive = join(cli.dir, "made.tar");
    writeFileSync(archive, tar(...ociFiles({ ...parts, name: "made:1" })));
    await cli.ok("load", "-i", archive);
    await cli.ok("save", "-o", archive, "made:1");
    assert.match(daemon.docker(["load", "-i", archive]).toString(), /^Loaded image: made:1$/m);
    await expectSameImage("made:1");
    await expectSameFiles("made:1");
  },
);

dockerTest("what is saved here goes to docker and back through pipes as it was", async () => {
  await cli.ok("starter");
  const file = join(cli.dir, "starter.tar");
  await cli.ok("save", "-o", file, "starter");
  daemon.docker(["load"], readFileSync(file));
  await expectSameImage("starter:latest");
  const said = daemon.docker(["run", "--rm", "--network", "none", "starter", "sh", "-c", "echo runs; id -u"]);
  assert.equal(said.toString(), "runs\n0\n");
  await cli.ok("rmi", "starter");
  const { code, stderr } = await cli.run(["load"], { stdin: daemon.docker(["save", "starter:latest"]) });
  assert.equal(code, 0, stderr);
  await expectSameImage("starter:latest");
  assert.equal(await cli.ok("run", "--rm", "starter", "echo", "still runs"), "still runs");
});

dockerTest(
  "several images saved here under several names are loaded by docker under all of them",
  async () => {
    await cli.run(["load"], { stdin: daemon.docker(["save", "base:1", "built:1"]) });
    await cli.ok("tag", "base:1", "localhost:5000/team/base:v2");
    const archive = join(cli.dir, "several.tar");
    await cli.ok("save", "-o", archive, "base:1", "localhost:5000/team/base:v2", "built:1");
    const names = ["base:1", "built:1", "localhost:5000/team/base:v2"];
    const ids = names.map((name) =>
      daemon.docker(["inspect", "-f", "{{.Id}}", name.replace(/^local.*/, "base:1")]),
    );
    daemon.docker(["rmi", "base:1", "built:1", "committed:1", "-f"]);
    const said = daemon.docker(["load", "-i", archive]).toString();
    for (const name of names) assert.match(said, new RegExp(`^Loaded image: ${name}$`, "m"));
    assert.deepEqual(
      names.map((name) => daemon.docker(["inspect", "-f", "{{.Id}}", name])),
      ids,
    );
  },
);

async function expectSameImage(image: string): Promise<void> {
  const [theirs] = JSON.parse(daemon.docker(["inspect", image]).toString());
  const [ours] = JSON.parse(await cli.ok("inspect", image));
  assert.equal(ours.Id, theirs.Id);
  assert.deepEqual(ours.RootFS, theirs.RootFS);
  assert.equal(Date.parse(ours.Created), Date.parse(theirs.Created));
  for (const field of ["Author", "Architecture", "Os"]) assert.equal(ours[field], theirs[field], field);
  for (const [field, value] of Object.entries(ours.Config)) {
    // Docker says of a thing that is not there now null, now an empty one, now nothing.
    assert.deepEqual(value ?? null, orNull(theirs.Config[field]) ?? emptyLike(value), field);
  }
  const history = await cli.ok("history", "--format", "{{.CreatedBy}}", "--no-trunc", image);
  const theirHistory = daemon
    .docker(["history", "--format", "{{.CreatedBy}}", "--no-trunc", image])
    .toString();
  assert.equal(history.trim(), theirHistory.trim());
}

function orNull(value: unknown): unknown {
  return value === undefined || JSON.stringify(value).length <= 2 ? undefined : value;
}

function emptyLike(value: unknown): unknown {
  if (typeof value === "string") return "";
  if (Array.isArray(value)) return [];
  return value === null ? null : {};
}

async function expectSameFiles(image: string): Promise<void> {
  const theirs = daemon.docker(["run", "--rm", "--network", "none", ...listFilesOf(image)]).toString();
  const ours = await cli.ok("run", "--rm", "--network", "none", ...listFilesOf(image));
  expectSameListing(parseListing(ours), parseListing(theirs));
}

function listFilesOf(image: string): string[] {
  return ["-u", "0", "-w", "/", "--entrypoint", "/list-files", image, "/", ...RUNTIME_FILES, "vol"];
}

function asFlags(changes: readonly string[]): string[] {
  return changes.flatMap((change) => ["-c", change]);
}

function shell(script: string): Buffer {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script], { maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr.toString());
  return stdout;
}
