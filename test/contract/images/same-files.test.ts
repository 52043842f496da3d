import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type Cli, openCli } from "../../support/cli.ts";
import { imageParts, ociFiles } from "../../support/images.ts";
import { needsRoot } from "../../support/layers.ts";
import {
  expectSameListing,
  type ListedFile,
  parseListing,
  RUNTIME_FILES,
} from "../../support/listed-files.ts";
import { linkIntoLower, manyLayers } from "../../support/many-layers.ts";
import { compileStatic } from "../../support/static-program.ts";
import { type TarEntry, tar } from "../../support/tar.ts";

const skip = needsRoot();

let cli: Cli;
let close: () => Promise<void>;
let compiled: ReturnType<typeof compileStatic>;

before(() => {
  ({ cli, close } = openCli());
  compiled = compileStatic("list-files", cli.dir);
});
after(() => close());

test("a container of 40 layers shows the files that umoci unpacks", { skip }, async (t) => {
  if ("missing" in compiled) return t.skip(compiled.missing);
  if (!isInstalled("umoci")) return t.skip("umoci is not installed");
  const layout = await loaded("umoci:1", [...manyLayers(40, compiled.path), ...linkIntoLower()]);
  const bundle = join(cli.dir, "bundle");
  run("umoci", "unpack", "--image", `${layout}:umoci:1`, bundle);
  const theirs = parseListing(run(compiled.path, join(bundle, "rootfs"), ...RUNTIME_FILES));
  expectSameListing(await listed("umoci:1"), theirs);
});

test("a container of 40 layers shows the files that podman mounts", { skip }, async (t) => {
  if ("missing" in compiled) return t.skip(compiled.missing);
  if (!isInstalled("podman")) return t.skip("podman is not installed");
  const layout = await loaded("podman:1", manyLayers(40, compiled.path));
  const own = ["--root", join(cli.dir, "podman"), "--runroot", join(cli.dir, "podman-run")];
  const podman = ["podman", ...own, "--storage-driver", "overlay"].join(" ");
  // In a mount namespace of its own, so that podman's mounts go with it.
  const script = `
    ${podman} load -q -i ${layout}.tar >/dev/null && folder=$(${podman} image mount localhost/podman:1) || exit
    exec ${compiled.path} "$folder" "$@"`;
  const inside = ["sh", "-c", script, "sh", ...RUNTIME_FILES];
  const theirs = run("unshare", "-m", "--propagation", "private", ...inside);
  expectSameListing(await listed("podman:1"), parseListing(theirs));
});

test("a container of 120 layers starts, with every layer's files", { skip }, async (t) => {
  if ("missing" in compiled) return t.skip(compiled.missing);
  const own = (index: number): TarEntry[] => [{ name: `own/${index}`, body: `${index}` }];
  const first = manyLayers(10, compiled.path)[0]!;
  await loaded("deep:1", [first, ...Array.from({ length: 119 }, (_, index) => own(index))]);
  const files = await listed("deep:1");
  const found = Object.keys(files).filter((path) => path.startsWith("own/"));
  assert.equal(found.length, 119);
});

/** Loads an image of these layers with the real program; the layout that it came from. */
async function loaded(name: string, layers: readonly (readonly TarEntry[])[]): Promise<string> {
  const parts = imageParts(layers, {
    pack: (plain) => gzipSync(plain, { level: 1 }),
    layerType: "application/vnd.oci.image.layer.v1.tar+gzip",
    config: { config: { Entrypoint: ["/list-files"] } },
  });
  const layout = join(cli.dir, `layout-${name.replace(":", "-")}`);
  const archive = `${layout}.tar`;
  writeFileSync(archive, tar(...ociFiles({ ...parts, name })));
  run("mkdir", layout);
  run("tar", "-xf", archive, "-C", layout);
  assert.equal(await cli.ok("load", "-i", layout), `Loaded image: ${name}`);
  return layout;
}

/** What a program that runs in a container of the image sees. */
async function listed(image: string): Promise<Record<string, ListedFile>> {
  return parseListing(await cli.ok("run", "--rm", "--network", "none", image, "/", ...RUNTIME_FILES));
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

function run(program: string, ...args: readonly string[]): string {
  const conf = join(cli.dir, "containers.conf");
  writeFileSync(conf, '[containers]\ndefault_ulimits = ["nofile=1024:1024"]\n');
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, CONTAINERS_CONF: conf, TMPDIR: cli.dir },
    maxBuffer: 1 << 26,
  });
  assert.equal(status, 0, `${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}
