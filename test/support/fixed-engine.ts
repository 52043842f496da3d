import { CodedError } from "../../src/base/errors.ts";
import type {
  ClientCommand,
  ContainerDetails,
  ContainerSummary,
  Containers,
} from "../../src/engine/containers/containers.ts";
import type { ContainerIsolation } from "../../src/engine/containers/isolation.ts";
import type { ContainerSample } from "../../src/engine/containers/stats.ts";
import type { ContainerProcess } from "../../src/engine/containers/top.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { Files, FilesOf, PathDifference } from "../../src/engine/files/files.ts";
import type { ImageDetails, Images } from "../../src/engine/images/images.ts";
import type { Network } from "../../src/engine/networks/networks.ts";
import type { Finding, SystemInfo } from "../../src/engine/system/system.ts";
import type { Volume } from "../../src/engine/volumes/volumes.ts";
import { type ChangedPath, differingPairs } from "../../src/image/layer/compare.ts";
import { mergeTrees } from "../../src/image/layer/merge.ts";
import { findEntry, type Tree } from "../../src/image/layer/tree.ts";
import { wasteOf } from "../../src/image/layer/waste.ts";
import { logInMemory } from "./log-file.ts";

/** All that a picture of the screen may show. */
export interface FixedData {
  readonly containers: readonly FixedContainer[];
  readonly images: readonly FixedImage[];
  readonly volumes: readonly { readonly volume: Volume; readonly tree: Tree }[];
  readonly networks: readonly Network[];
  readonly info: SystemInfo;
  readonly findings: readonly Finding[];
}

export interface FixedContainer {
  readonly summary: ContainerSummary;
  readonly details: Omit<ContainerDetails, keyof ContainerSummary>;
  readonly log: readonly string[];
  readonly changes: readonly ChangedPath[];
  readonly isolation: ContainerIsolation;
  readonly processes: readonly ContainerProcess[];
  /** One a second; none of a container that does not run. */
  readonly samples: readonly ContainerSample[];
}

export interface FixedImage {
  readonly details: ImageDetails;
  /** Of each layer alone, base first. */
  readonly trees: readonly Tree[];
  /** By path. */
  readonly texts: Readonly<Record<string, string>>;
}

/** An engine that only tells, and always the same: for pictures, which no machine and no clock may change. */
export function fixedEngine(data: FixedData): Engine {
  return {
    containers: telling<Containers>("containers", containersOf(data)),
    images: telling<Images>("images", imagesOf(data)),
    volumes: telling<Engine["volumes"]>("volumes", {
      list: async () => data.volumes.map(({ volume }) => volume),
      tree: async (name) => find(data.volumes, ({ volume }) => volume.name === name, name).tree,
    }),
    networks: telling<Engine["networks"]>("networks", { list: async () => [...data.networks] }),
    system: telling<Engine["system"]>("system", {
      info: async () => data.info,
      doctor: async () => [...data.findings],
    }),
    files: telling<Files>("files", filesOf(data)),
    sessions: telling<Engine["sessions"]>("sessions", {
      open: async (containerId) => ({
        id: "fixed",
        containerId,
        argv: ["/usr/bin/bash"],
        client: QUIET_CLIENT,
      }),
    }),
    events: { subscribe: () => () => {} },
    async [Symbol.asyncDispose]() {},
  };
}

/** Says nothing of its own, and stays. */
const QUIET_CLIENT: ClientCommand = { file: "/bin/sleep", args: ["600"] };

function containersOf({ containers }: FixedData): Partial<Containers> {
  const of = (ref: string): FixedContainer => find(containers, ({ summary }) => summary.id === ref, ref);
  let surveys = 0;
  return {
    list: async () => containers.map(({ summary }) => summary),
    inspect: async (ref) => ({ ...of(ref).summary, ...of(ref).details }),
    isolation: async (ref) => of(ref).isolation,
    changes: async (ref) => [...of(ref).changes],
    top: async (ref) => of(ref).processes,
    openLog: async (ref) => logInMemory(...of(ref).log),
    emptyTrash: async () => ({ ids: [], freedBytes: 0 }),
    async sample(ids) {
      const at = surveys;
      surveys += 1;
      return ids.flatMap((id) => of(id).samples.at(at) ?? []);
    },
    async *stats(ref, { signal } = {}) {
      yield* of(ref).samples;
      await untilAborted(signal);
    },
    attach: async () => QUIET_CLIENT,
    async rename(ref, name) {
      throw new CodedError(
        "conflict",
        "name-in-use",
        `rename container: the name "${name}" is in use by container ${of(ref).summary.id.slice(-12)}`,
        { hint: "remove or rename that container, or choose another name" },
      );
    },
  };
}

function imagesOf({ images }: FixedData): Partial<Images> {
  const of = (ref: string): FixedImage => imageOf(images, ref);
  return {
    list: async () => images.map(({ details: { config: _, layers: __, ...summary } }) => summary),
    inspect: async (ref) => of(ref).details,
    layers: async (ref) => [...of(ref).details.layers],
    graph: async () => images.map(({ details }) => details),
    tree: async (ref, { layer, view }) => {
      const { trees } = of(ref);
      const top = layer ?? trees.length - 1;
      return view === "stack" ? mergeTrees(trees.slice(0, top + 1)) : (trees[top] ?? { entries: [] });
    },
    /** Never comes to an end, so that it can be seen under way. */
    async load(_source, { onProgress, signal } = {}) {
      for (const report of LOADING) {
        onProgress?.(report);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      await untilAborted(signal);
      return [];
    },
  };
}

const MB = 1_000_000;
const LOADING = [
  { phase: "loading", item: "layer 1 of 3", done: 31 * MB },
  { phase: "loading", item: "layer 2 of 3", done: 52 * MB },
  { phase: "unpacking", item: "layer 1 of 3", done: 31 * MB, total: 61 * MB },
  { phase: "unpacking", item: "layer 2 of 3", done: 40 * MB, total: 61 * MB },
  { phase: "unpacking", item: "layer 2 of 3", done: 44 * MB, total: 61 * MB },
] as const;

function filesOf({ images, containers }: FixedData): Partial<Files> {
  const containerOf = (ref: string): FixedContainer =>
    find(containers, ({ summary }) => summary.id === ref, ref);
  const treesOf = (of: FilesOf): { image: FixedImage; trees: readonly Tree[] } => {
    const image = imageOf(images, of.ref);
    return { image, trees: of.of === "layer" ? image.trees.slice(0, of.layer + 1) : image.trees };
  };
  return {
    tree: async (of) => mergeTrees(treesOf(of).trees),
    async open(of, path) {
      const { image, trees } = treesOf(of);
      const bytes = Buffer.from(image.texts[path] ?? "");
      return {
        path,
        sizeBytes: bytes.length,
        mode: findEntry(mergeTrees(trees), path)?.mode ?? 0,
        read: async (offset, lengthBytes) => bytes.subarray(offset, offset + lengthBytes),
        async [Symbol.asyncDispose]() {},
      };
    },
    async compare(before, after) {
      const [old, now] = [treesOf(before), treesOf(after)];
      const isSameFile = (): boolean => true;
      return [...differingPairs(mergeTrees(old.trees), mergeTrees(now.trees), isSameFile)].map(
        (pair): PathDifference => ({
          path: (pair.after ?? pair.before)?.path ?? "",
          before: pair.before,
          after: pair.after,
        }),
      );
    },
    async waste(of) {
      if (of.of !== "container") return wasteOf(treesOf(of).trees);
      const { summary, changes } = containerOf(of.ref);
      return wasteOf([...imageOf(images, summary.imageId).trees, upperTree(changes)]);
    },
    writtenBytes: async (ref) =>
      upperTree(containerOf(ref).changes).entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}

function upperTree(changes: readonly ChangedPath[]): Tree {
  return {
    entries: changes.map(({ path, change, entry }) =>
      change === "removed" ? { ...entry, path, kind: "whiteout", sizeBytes: 0 } : { ...entry, path },
    ),
  };
}

function imageOf(images: readonly FixedImage[], ref: string): FixedImage {
  return find(images, ({ details }) => details.id === ref, ref);
}

function find<T>(all: readonly T[], fits: (one: T) => boolean, name: string): T {
  const found = all.find(fits);
  if (found === undefined) throw new CodedError("not-found", "not-in-picture", `find ${name}: no such`);
  return found;
}

function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));
}

/** What a picture does not need is refused, and told by its name. */
function telling<Family extends object>(name: string, told: Partial<Family>): Family {
  return new Proxy(told, {
    get(target, verb, receiver) {
      if (verb in target) return Reflect.get(target, verb, receiver);
      return () =>
        Promise.reject(
          new CodedError(
            "unavailable",
            "only-tells",
            `${name} ${String(verb)}: this engine is for pictures only`,
          ),
        );
    },
  }) as Family;
}
