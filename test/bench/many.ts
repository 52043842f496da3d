import { Readable } from "node:stream";
import { openEngine } from "../../src/engine/open-engine.ts";
import type { Cli } from "../support/cli.ts";
import { tar } from "../support/tar.ts";

export interface ManyOptions {
  readonly containers: number;
  readonly images: number;
  /** How many of the containers run; none when left out. */
  readonly running?: number;
}

/** Makes so many containers and images in the root, and takes them away at the end. */
export async function makeMany(
  { root }: Cli,
  { containers, images, running = 0 }: ManyOptions,
): Promise<AsyncDisposable> {
  const engine = await openEngine({ root });
  const ids: string[] = [];
  const references: string[] = [];
  const takeAway = async (): Promise<void> => {
    for (const id of ids) await engine.containers.remove(id, { force: true });
    for (const reference of references) await engine.images.remove(reference);
    await engine[Symbol.asyncDispose]();
  };
  try {
    for (let made = 0; made < images; made += 1) {
      const reference = `many:${made}`;
      const archive = tar({ name: "number", body: `${made}` });
      await engine.images.import({ stream: Readable.from([archive]) }, { reference, changes: ["CMD true"] });
      references.push(reference);
    }
    for (let made = 0; made < containers; made += 1) {
      const command = made < containers - running ? ["true"] : ["sleep", "1000000"];
      const { id } = await engine.containers.create({ image: "bench", command });
      ids.push(id);
      // The newest run, and so stand at the top of the list.
      if (made >= containers - running) await engine.containers.start(id);
    }
  } catch (thrown) {
    await takeAway();
    throw thrown;
  }
  return { [Symbol.asyncDispose]: takeAway };
}
