import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { imageParts, ociFiles, type TestImages, testImages, twoLayers } from "../../support/images.ts";
import { needsRoot } from "../../support/layers.ts";
import { tar } from "../../support/tar.ts";

const parts = imageParts(twoLayers, {
  pack: (plain) => gzipSync(plain),
  layerType: "application/vnd.oci.image.layer.v1.tar+gzip",
});
const other = imageParts([twoLayers[0]!, [{ name: "other", body: "o" }]]);

const skopeo = peer("skopeo");
const podman = peer("podman");
const umoci = peer("umoci");

test("skopeo finds an image of the store by the name that people see", { skip: skopeo }, async () => {
  await using store = await filled();
  await store.images.tag("app:1", "localhost:5000/deep/app:2");
  const { manifestDigest } = await store.images.inspect("app:1");
  for (const name of ["app:1", "localhost:5000/deep/app:2"]) {
    const { Digest, Env } = JSON.parse(run(store, "skopeo", "inspect", `oci:${layout(store)}:${name}`));
    assert.deepEqual([Digest, Env], [manifestDigest, ["A=b"]]);
  }
});

for (const form of ["oci-archive", "docker-archive", "oci"] as const) {
  test(`what skopeo writes as ${form} is loaded with the same files`, { skip: skopeo }, async () => {
    await using store = await filled();
    await using there = await testImages();
    const path = join(store.folder, "out");
    run(store, "skopeo", "copy", "-q", `oci:${layout(store)}:app:1`, `${form}:${path}:app:1`);
    const [loaded] = await there.images.load({ path });
    assert.deepEqual(loaded?.references, ["app:1"]);
    await expectFiles(there, "app:1");
  });
}

for (const form of ["oci-archive", "docker-archive"] as const) {
  test(`what skopeo writes as ${form}, in gzip and through a pipe, is loaded`, {
    skip: skopeo,
  }, async () => {
    await using store = await filled();
    await using there = await testImages();
    const path = join(store.folder, "out");
    run(store, "skopeo", "copy", "-q", `oci:${layout(store)}:app:1`, `${form}:${path}:app:1`);
    await there.images.load({ stream: Readable.from([gzipSync(readFileSync(path))]) });
    await expectFiles(there, "app:1");
  });
}

test("skopeo reads what is saved, as an OCI archive and as a docker-archive", { skip: skopeo }, async () => {
  await using store = await filled();
  const path = join(store.folder, "saved.tar");
  await store.images.save(["app:1"], { path });
  for (const form of ["oci-archive", "docker-archive"]) {
    run(store, "skopeo", "copy", "-q", `${form}:${path}`, `dir:${join(store.folder, form)}`);
    const { layers } = JSON.parse(readFileSync(join(store.folder, form, "manifest.json"), "utf8"));
    assert.equal(layers.length, 2);
  }
});

test("an image that skopeo copies into the store is listed, used and removed like any other", {
  skip: skopeo,
}, async () => {
  await using store = await filled();
  const path = join(store.folder, "dir");
  run(store, "skopeo", "copy", "-q", `oci:${layout(store)}:app:1`, `dir:${path}`);
  await store.images.remove("app:1");
  run(store, "skopeo", "copy", "-q", `dir:${path}`, `oci:${layout(store)}:back:1`);
  assert.deepEqual((await store.images.inspect("back:1")).references, ["back:1"]);
  await expectFiles(store, "back:1");
  await store.images.remove("back:1");
  assert.equal((await store.images.list()).length, 1);
});

test("podman loads what is saved, one image or several, under the same names and ids", {
  skip: podman,
}, async () => {
  await using store = await filled();
  const path = join(store.folder, "saved.tar");
  for (const refs of [["app:1"], ["app:1", "other:1"]]) {
    await store.images.save(refs, { path });
    runPodman(store, "load", "-q", "-i", path);
    for (const ref of refs) {
      const id = runPodman(
        store,
        "image",
        "inspect",
        "--format",
        "{{.Id}}",
        `docker.io/library/${ref}`,
      ).trim();
      assert.equal(`sha256:${id}`, (await store.images.inspect(ref)).id);
    }
    runPodman(store, "rmi", "-f", ...refs.map((ref) => `docker.io/library/${ref}`));
  }
});

for (const form of ["docker-archive", "oci-archive"]) {
  test(`what podman saves as ${form} is loaded under the same name and id`, { skip: podman }, async () => {
    await using store = await filled();
    await using there = await testImages();
    const path = join(store.folder, "saved.tar");
    await store.images.save(["app:1"], { path });
    runPodman(store, "load", "-q", "-i", path);
    const back = join(store.folder, "podman.tar");
    runPodman(store, "save", "-q", "--format", form, "-o", back, "docker.io/library/app:1");
    const [loaded] = await there.images.load({ path: back });
    assert.deepEqual(loaded?.references, ["app:1"]);
    await expectFiles(there, "app:1");
    assert.equal(loaded?.id, parts.id);
  });
}

test("umoci unpacks an image of the store to the files that the layers have", { skip: umoci }, async () => {
  await using store = await filled();
  const bundle = join(store.folder, "bundle");
  run(store, "umoci", "unpack", "--image", `${layout(store)}:app:1`, bundle);
  const { entries } = await store.images.tree("app:1", { view: "stack" });
  const files = readdirSync(join(bundle, "rootfs"), { recursive: true }).map(String);
  assert.deepEqual(files.sort(), entries.flatMap(({ path }) => (path === "" ? [] : [path])).sort());
  assert.equal(readFileSync(join(bundle, "rootfs/etc/hello"), "utf8"), "hello again\n");
});

test("a layout that umoci made is loaded", { skip: umoci }, async () => {
  await using store = await testImages();
  const dir = join(store.folder, "layout");
  const file = join(store.folder, "hello");
  writeFileSync(file, "hello again\n");
  run(store, "umoci", "init", "--layout", dir);
  run(store, "umoci", "new", "--image", `${dir}:made`);
  run(store, "umoci", "insert", "--image", `${dir}:made`, file, "/etc/hello");
  await store.images.load({ path: dir });
  await expectFiles(store, "made:latest");
});

test("a name and a configuration that umoci gives in the store are seen as they are", {
  skip: umoci,
}, async () => {
  await using store = await filled();
  run(store, "umoci", "tag", "--image", `${layout(store)}:app:1`, "again:2");
  run(store, "umoci", "config", "--image", `${layout(store)}:app:1`, "--config.env", "Q=1");
  assert.deepEqual((await store.images.inspect("again:2")).config.process.env, ["A=b"]);
  assert.deepEqual((await store.images.inspect("app:1")).config.process.env, ["A=b", "Q=1"]);
  await expectFiles(store, "app:1");
  run(store, "umoci", "rm", "--image", `${layout(store)}:again:2`);
  await assert.rejects(store.images.inspect("again:2"));
});

for (const program of ["podman", "buildah"]) {
  test(`${program} pulls an image out of the store, with its id`, { skip: peer(program) }, async () => {
    await using store = await filled();
    // What they name the image after may have no upper case, which a temporary folder has.
    const lower = `${store.folder.toLowerCase()}-lower`;
    symlinkSync(layout(store), lower);
    try {
      const id = runPodmanLike(program, store, "pull", "-q", `oci:${lower}:app:1`).trim();
      assert.equal(`sha256:${id}`, (await store.images.inspect("app:1")).id);
    } finally {
      rmSync(lower);
    }
  });
}

async function filled(): Promise<TestImages> {
  const store = await testImages();
  const path = join(store.folder, "in.tar");
  writeFileSync(path, tar(...ociFiles({ ...parts, name: "app:1" }, { ...other, name: "other:1" })));
  await store.images.load({ path });
  return store;
}

async function expectFiles(store: TestImages, ref: string): Promise<void> {
  const { chainIds } = await store.resolve(ref);
  const top = store.layers.dirOf(chainIds.at(-1)!).fsDir;
  assert.equal(readFileSync(join(top, "etc/hello"), "utf8"), "hello again\n");
}

function layout(store: TestImages): string {
  return join(store.dataDir, "images");
}

/** Why a peer's tests cannot run here; false when they can. */
function peer(name: string): string | false {
  if (spawnSync(name, ["--version"]).status !== 0) return `${name} is not installed`;
  return needsRoot();
}

function run(store: TestImages, program: string, ...args: readonly string[]): string {
  const conf = join(store.folder, "containers.conf");
  // podman takes its limits for granted where the machine's are lower.
  writeFileSync(conf, '[containers]\ndefault_ulimits = ["nofile=1024:1024"]\n');
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, CONTAINERS_CONF: conf, TMPDIR: store.folder },
  });
  assert.equal(status, 0, `${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

function runPodman(store: TestImages, ...args: readonly string[]): string {
  return runPodmanLike("podman", store, ...args);
}

function runPodmanLike(program: string, store: TestImages, ...args: readonly string[]): string {
  const own = ["root", "run"].map((name) => join(store.folder, `podman-${name}`));
  for (const dir of own) mkdirSync(dir, { recursive: true });
  return run(store, program, "--root", own[0]!, "--runroot", own[1]!, "--storage-driver", "vfs", ...args);
}
