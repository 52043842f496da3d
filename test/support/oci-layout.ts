import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestHex, digestOf } from "../../src/base/digest.ts";

/** Writes an OCI image layout with one image of these uncompressed layer tars, base first, under a tag. */
export function writeOciLayout(dir: string, tag: string, layers: readonly Buffer[]): void {
  mkdirSync(join(dir, "blobs/sha256"), { recursive: true });
  const blob = (bytes: Buffer, mediaType: string) => {
    const digest = digestOf(bytes);
    writeFileSync(join(dir, "blobs/sha256", digestHex(digest)), bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const json = (value: unknown, mediaType: string) => blob(Buffer.from(JSON.stringify(value)), mediaType);
  const config = {
    architecture: "amd64",
    os: "linux",
    config: {},
    rootfs: { type: "layers", diff_ids: layers.map((bytes) => digestOf(bytes)) },
    history: layers.map(() => ({ created_by: "test" })),
  };
  const manifest = json(
    {
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: json(config, "application/vnd.oci.image.config.v1+json"),
      layers: layers.map((bytes) => blob(bytes, "application/vnd.oci.image.layer.v1.tar")),
    },
    "application/vnd.oci.image.manifest.v1+json",
  );
  const named = { ...manifest, annotations: { "org.opencontainers.image.ref.name": tag } };
  writeFileSync(join(dir, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  writeFileSync(join(dir, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
}
