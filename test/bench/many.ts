import { Readable } from "node:stream";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Cli } from "../support/cli.ts";
import { tar } from "../support/tar.ts";

/** Makes so many containers and images in the root, and takes them away at the end. */
export async function makeMany(
  { root }: Cli,
  { containers, images }: { readonly containers: number; readonly images: number },
): Promise<AsyncDisposable> {
  const engine = await openEngine({ root });
  const ids: string[] = [];
  const references: string[] = [];
  for (let made = 0; made < images; made += 1) {
    const reference = `many:${made}`;
    const archive = tar({ name: "number", body: `${made}` });
    await engine.images.import({ stream: Readable.from([archive]) }, { reference, changes: ["CMD true"] });
    references.push(reference);
  }
  for (let made = 0; made < containers; made += 1) {
    ids.push((await engine.containers.create({ image: "bench", command: ["true"] })).id);
  }
  return {
    async [Symbol.asyncDispose]() {
      for (const id of ids) await engine.containers.remove(id);
      for (const reference of references) await engine.images.remove(reference);
      await engine[Symbol.asyncDispose]();
    },
  };
}
