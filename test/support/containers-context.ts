import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createNativeDriver } from "../../runtime/index.ts";
import type { Digest } from "../../src/base/digest.ts";
import { CodedError } from "../../src/base/errors.ts";
import { locateRoot } from "../../src/base/store-root.ts";
import { changedFile } from "../../src/engine/containers/bundle.ts";
import type { ContainersContext } from "../../src/engine/containers/context.ts";
import { refill } from "../../src/engine/containers/recovery.ts";
import { createChangeFeed } from "../../src/engine/events.ts";
import type { ImageConfig } from "../../src/image/config.ts";
import { openDatabase } from "../../src/state/database.ts";
import { createReserve } from "../../src/state/reserve.ts";
import { MIGRATIONS } from "../../src/state/schema.ts";

export const IMAGE_ID: Digest = `sha256:${"1".repeat(64)}`;
const LAYER: Digest = `sha256:${"2".repeat(64)}`;

export interface TestContext extends ContainersContext, AsyncDisposable {
  readonly dir: string;
  /** The files of the one layer of the one image, "starter". */
  readonly layerDir: string;
  /** Resolves once what was left to do later is done. */
  settled(): Promise<void>;
}

/** Containers on a root of their own, with the real state and driver, and an image of one small layer. */
export function openTestContext(
  options: { dir?: string; layerDir?: string; config?: Partial<ImageConfig["process"]> } = {},
): TestContext {
  const dir = options.dir ?? realpathSync(mkdtempSync(join(tmpdir(), "wherry-engine-")));
  const root = locateRoot(join(dir, "root"), { uid: process.getuid?.() ?? 0, env: process.env });
  const layerDir = options.layerDir ?? join(dir, "layer");
  mkdirSync(layerDir, { recursive: true });
  const state = openDatabase({
    file: join(root.dataDir, "state.db"),
    migrations: MIGRATIONS,
    refill: (tables) => refill({ root }, tables),
    reserve: createReserve(join(root.dataDir, "reserve")),
  });
  const changes = createChangeFeed(changedFile(root));
  const tasks: Promise<unknown>[] = [];
  const driver = createNativeDriver();
  return {
    dir,
    layerDir,
    root,
    state,
    changes,
    driver: async () => driver,
    now: Date.now,
    later: (work) => void tasks.push(work),
    images: {
      resolve: async (ref) => {
        if (ref !== "starter") {
          throw new CodedError("not-found", "image-not-found", `find image ${ref}: no such image`);
        }
        return {
          reference: "starter:latest",
          id: IMAGE_ID,
          config: imageConfig(options.config),
          chainIds: [LAYER],
        };
      },
      keep: (_image, work) => work(),
    },
    layers: {
      dirs: async (chainIds) => chainIds.map(() => layerDir),
      isOpaque: async () => false,
      isOpaqueFolder: async () => false,
      changesOf: async () => [],
    },
    settled: async () => void (await Promise.all(tasks)),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(tasks);
      changes[Symbol.dispose]();
      state[Symbol.dispose]();
      if (options.dir !== undefined) return;
      rmSync(dir, { recursive: true, force: true });
      rmSync(root.runDir, { recursive: true, force: true });
    },
  };
}

export function imageConfig(process: Partial<ImageConfig["process"]> = {}): ImageConfig {
  return {
    architecture: "amd64",
    os: "linux",
    process: {
      user: "",
      env: [],
      entrypoint: [],
      cmd: ["/bin/sh"],
      workingDir: "",
      labels: {},
      stopSignal: undefined,
      volumes: [],
      exposedPorts: [],
      ...process,
    },
    diffIds: [LAYER],
    history: [],
  };
}

/** Writes files under a folder, with the folders they need. */
export function writeFiles(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}
