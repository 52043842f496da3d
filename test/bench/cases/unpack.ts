import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import { wherryProgram } from "../../support/cli.ts";
import type { Bench } from "../bench.ts";
import { type Subject, timeInTurn } from "../paired.ts";
import { runProgram } from "../programs.ts";
import { type Outcome, ratio } from "../result.ts";

const FILES = 2000;
const FILE_BYTES = 100_000;
const WHAT = "unpack of a 200 MB layer";

/** Loading an image of one gzipped layer into an empty root, against tar alone on that layer, and podman load. */
export async function benchUnpack({ dir, peers, rounds }: Bench): Promise<Outcome[]> {
  const layer = join(dir, "layer.tar.gz");
  const { diffId, digest } = await writeLayer(layer);
  const archive = join(dir, "big.tar");
  await writeArchive(archive, layer, { diffId, digest });
  const ourRoot = join(dir, "unpack-root");
  const tarDir = join(dir, "unpack-tar");
  const ours: Subject = {
    name: "wherry load",
    act: () => runProgram(wherryProgram, ["--root", ourRoot, "load", "--quiet", "-i", archive]),
    after: async () => rmSync(ourRoot, { recursive: true }),
  };
  const tar: Subject = {
    name: "tar -xzf",
    before: async () => void mkdirSync(tarDir),
    act: () => runProgram("tar", ["-xzf", layer, "-C", tarDir]),
    after: async () => rmSync(tarDir, { recursive: true }),
  };
  const few = Math.max(3, Math.floor(rounds / 3));
  const [us, them] = await timeInTurn([ours, tar], few);
  const outcomes: Outcome[] = [ratio(WHAT, 1.1, [us!, them!])];
  const { podman } = peers;
  if ("missing" in podman) return [...outcomes, { what: WHAT, skipped: podman.missing }];
  const podmanLoad: Subject = {
    name: "podman load",
    act: () => runProgram(podman.file, [...podman.args, "load", "--quiet", "-i", archive], podman.env),
    after: () => runProgram(podman.file, [...podman.args, "rmi", "--force", "localhost/big:1"], podman.env),
  };
  const [again, theirs] = await timeInTurn([ours, podmanLoad], few);
  return [...outcomes, ratio(WHAT, 0.5, [again!, theirs!])];
}

/** Files whose content is half random, so that it packs to about a half, as real layers do. */
async function writeLayer(file: string): Promise<{ diffId: string; digest: string }> {
  const tar = pack();
  const plain = createHash("sha256");
  const hashed = async function* (): AsyncGenerator<Buffer> {
    for await (const bytes of tar as AsyncIterable<Buffer>) {
      plain.update(bytes);
      yield bytes;
    }
  };
  const written = pipeline(hashed, createGzip({ level: 6 }), createWriteStream(file));
  const text = Buffer.alloc(FILE_BYTES / 2, "a layer holds text as well as noise; ");
  for (let index = 0; index < FILES; index += 1) {
    if (index % 50 === 0) tar.entry({ name: `dir-${index / 50}/`, type: "directory", mode: 0o755 });
    const content = Buffer.concat([randomBytes(FILE_BYTES / 2), text]);
    const name = `dir-${Math.floor(index / 50)}/file-${index}`;
    await new Promise<void>((resolve, reject) => {
      tar.entry({ name, mode: 0o644 }, content, (error) => (error ? reject(error) : resolve()));
    });
  }
  tar.finalize();
  await written;
  const packed = createHash("sha256");
  await pipeline(createReadStream(file), packed);
  return { diffId: `sha256:${plain.digest("hex")}`, digest: packed.digest("hex") };
}

/** An OCI archive with that one layer. */
async function writeArchive(
  file: string,
  layer: string,
  of: { diffId: string; digest: string },
): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createWriteStream(file));
  const add = (name: string, content: string): void => void tar.entry({ name }, content);
  const addBlob = (content: string): { digest: string; size: number } => {
    const hex = createHash("sha256").update(content).digest("hex");
    add(`blobs/sha256/${hex}`, content);
    return { digest: `sha256:${hex}`, size: Buffer.byteLength(content) };
  };
  add("oci-layout", JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  const config = addBlob(
    JSON.stringify({
      architecture: process.arch === "x64" ? "amd64" : process.arch,
      os: "linux",
      config: { Cmd: ["true"] },
      rootfs: { type: "layers", diff_ids: [of.diffId] },
    }),
  );
  const { size } = statSync(layer);
  const manifest = addBlob(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: { mediaType: "application/vnd.oci.image.config.v1+json", ...config },
      layers: [
        { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: `sha256:${of.digest}`, size },
      ],
    }),
  );
  const annotations = { "org.opencontainers.image.ref.name": "localhost/big:1" };
  add(
    "index.json",
    JSON.stringify({
      schemaVersion: 2,
      manifests: [{ mediaType: "application/vnd.oci.image.manifest.v1+json", ...manifest, annotations }],
    }),
  );
  await pipeline(createReadStream(layer), tar.entry({ name: `blobs/sha256/${of.digest}`, size }));
  tar.finalize();
  await written;
}
