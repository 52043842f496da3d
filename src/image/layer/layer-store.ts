import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Digest, digestHex, parseDigest } from "../../base/digest.ts";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { isAlive, ownMark } from "./process-mark.ts";
import { removeFolder } from "./remove-folder.ts";
import { type LayerStack, StackMemo } from "./stack-memo.ts";
import { createStackReader } from "./stack-reader.ts";
import { type LayerFigures, readSummary, summarizeTree, writeSummary } from "./summary.ts";
import type { Tree } from "./tree.ts";
import { readTreeIndex, writeTreeIndex } from "./tree-index.ts";

/**
 * The unpacked layers of all images. A layer is there as a whole or not at all: it is made in a draft beside its
 * place and renamed into it. Any number of processes may use one store at once.
 */
export interface LayerStore {
  /** Where a layer lives, whether it is there or not. The name is bare digits: a colon would split overlay options. */
  dirOf(chainId: Digest): LayerFolder;
  has(chainId: Digest): Promise<boolean>;
  /** Throws not-found when the layer is missing, internal when its index is damaged. */
  readTree(chainId: Digest): Promise<Tree>;
  /** The figures of a layer, without reading its tree. Throws as `readTree` does. */
  summary(chainId: Digest): Promise<LayerFigures>;
  /** Whether a directory of a layer hides the same directory of the layers below. Throws as `readTree` does. */
  isOpaque(chainId: Digest, path: string): Promise<boolean>;
  /** A place to make a layer in. Disposing of it without `commit` leaves nothing. */
  draft(): Promise<LayerDraft>;
  /** What a container sees of these layers, base first: their trees merged, in turns that let other work in between. */
  readStack(chainIds: readonly Digest[]): Promise<Tree>;
  /** For unpacking one layer after the other: the stack to work on, and the way to give it back with a layer on it. */
  takeStack(chainIds: readonly Digest[]): Promise<LayerStack>;
  giveStack(stack: LayerStack, tree: Tree, chainId: Digest): Promise<void>;
  list(): Promise<Digest[]>;
  /** Takes a layer away; one that is not there is no error. The caller knows that nobody uses it. */
  remove(chainId: Digest): Promise<void>;
  /** Removes drafts whose process is gone. */
  clean(): Promise<void>;
}

export interface LayerFolder {
  readonly dir: string;
  /** The files in overlay form: a lower directory for a mount. */
  readonly fsDir: string;
  readonly treeFile: string;
}

export interface LayerDraft extends LayerFolder, AsyncDisposable {
  /** Writes the tree index and puts the layer in its place. When another process was first, its layer stays. */
  commit(chainId: Digest, tree: Tree): Promise<void>;
}

/** `dir` is made when it is missing. */
export function createLayerStore({ dir }: { dir: string }): LayerStore {
  const dirOf = (chainId: Digest): LayerFolder => folder(join(dir, digestHex(chainId)));
  const readTree = async (chainId: Digest): Promise<Tree> => {
    const { treeFile } = dirOf(chainId);
    if (await exists(treeFile)) return readTreeIndex(treeFile);
    throw new CodedError("not-found", "layer-not-found", `read layer ${chainId}: it is not unpacked here`, {
      hint: "load the image again",
    });
  };
  const memo = new StackMemo(readTree);
  return {
    dirOf,
    has: (chainId) => exists(dirOf(chainId).treeFile),
    readTree,
    async summary(chainId) {
      const { sizeBytes, fileCount } =
        readSummary(summaryFile(dirOf(chainId))) ?? summarizeTree(await readTree(chainId));
      return { sizeBytes, fileCount };
    },
    async isOpaque(chainId, path) {
      const known = readSummary(summaryFile(dirOf(chainId)))?.opaque;
      return (known ?? summarizeTree(await readTree(chainId)).opaque).includes(path);
    },
    draft: () => makeDraft(dir, dirOf),
    readStack: createStackReader(readTree),
    takeStack: (chainIds) => memo.take(chainIds),
    giveStack: (stack, tree, chainId) => memo.give(stack, tree, chainId),
    async list() {
      const names = await namesIn(dir);
      return names.filter((name) => /^[0-9a-f]{64}$/.test(name)).map((name) => parseDigest(`sha256:${name}`));
    },
    async remove(chainId) {
      const doomed = draftPath(dir);
      try {
        await rename(dirOf(chainId).dir, doomed);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
        throw asCodedError(error, `remove layer ${chainId}`);
      }
      await removeFolder(doomed);
    },
    async clean() {
      const drafts = (await namesIn(dir)).filter((name) => name.startsWith(DRAFT));
      for (const name of drafts) {
        const mark = name.slice(DRAFT.length).split("-").slice(0, 2).join("-");
        if (!(await isAlive(mark))) await removeFolder(join(dir, name));
      }
    },
  };
}

const DRAFT = "draft-";

async function makeDraft(dir: string, dirOf: LayerStore["dirOf"]): Promise<LayerDraft> {
  const draft = folder(draftPath(dir));
  try {
    await mkdir(draft.fsDir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw asCodedError(error, `make layer folder ${draft.dir}`);
  }
  return {
    ...draft,
    async commit(chainId, tree) {
      const place = dirOf(chainId);
      await writeTreeIndex(draft.treeFile, tree);
      await writeSummary(summaryFile(draft), summarizeTree(tree));
      await syncFolder(draft.dir);
      try {
        await rename(draft.dir, place.dir);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        // Same chain id, same files: the loser's copy is not needed.
        if (code !== "ENOTEMPTY" && code !== "EEXIST") throw asCodedError(error, `keep layer ${place.dir}`);
      }
      await syncFolder(dir);
    },
    async [Symbol.asyncDispose]() {
      await removeFolder(draft.dir);
    },
  };
}

function folder(dir: string): LayerFolder {
  return { dir, fsDir: join(dir, "fs"), treeFile: join(dir, "tree") };
}

function summaryFile({ dir }: LayerFolder): string {
  return join(dir, "summary");
}

/** The name carries whose draft it is, so that what a crash left is told from what is being made. */
function draftPath(dir: string): string {
  return join(dir, `${DRAFT}${ownMark()}-${randomBytes(6).toString("hex")}`);
}

async function syncFolder(path: string): Promise<void> {
  await using handle = await open(path, "r");
  await handle.sync();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function namesIn(dir: string): Promise<string[]> {
  return readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw asCodedError(error, `list layers in ${dir}`);
  });
}
