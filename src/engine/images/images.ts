import type { Digest } from "../../base/digest.ts";
import type { LongAction } from "../../base/progress.ts";
import type { ArchiveSource } from "../../image/archive/archive-files.ts";
import type { ImageConfig } from "../../image/config.ts";
import type { Tree } from "../../image/layer/tree.ts";

/** The images family of the engine. A `ref` is a reference, an image id, or a part of an id that fits one image only. */
export interface Images {
  /** Newest first. */
  list(): Promise<ImageSummary[]>;
  inspect(ref: string): Promise<ImageDetails>;
  /** Newest first, with the steps that made no layer. */
  history(ref: string): Promise<HistoryEntry[]>;
  /** Base first. */
  layers(ref: string): Promise<LayerSummary[]>;
  /** The files of one layer, or of the stack up to and including it. `layer` counts from 0, the base; left out, the top. */
  tree(ref: string, options: { layer?: number; view: "layer" | "stack" }): Promise<Tree>;
  /** All images with their layers, newest first: images on one base share its chain ids. */
  graph(): Promise<ImageLayers[]>;
  tag(ref: string, newReference: string): Promise<void>;
  /** Takes a name away; the last one removes the image. Throws conflict while a container uses it, unless `force`. */
  remove(ref: string, options?: { force?: boolean }): Promise<RemovedImage>;
  /** Reads a docker-archive, an OCI archive or an OCI layout; plain or compressed. Nothing stays of a bad one. */
  load(source: ArchiveSource, action?: LongAction): Promise<LoadedImage[]>;
  /** Writes an OCI archive that docker, podman and skopeo load too. */
  save(refs: readonly string[], destination: ArchiveDestination, action?: LongAction): Promise<void>;
  /** Makes a one-layer image from a root file system's tar. */
  import(source: ArchiveSource, options: ImportOptions, action?: LongAction): Promise<LoadedImage>;
  /** Makes the starter image from this machine's own programs. */
  starter(options: StarterOptions, action?: LongAction): Promise<LoadedImage>;
}

export type { ArchiveSource };

/** A file, which appears whole or not at all, or a stream, which is left open. */
export type ArchiveDestination = NodeJS.WritableStream | { readonly path: string };

export interface ImageSummary {
  /** The config's digest, as Docker shows it. */
  readonly id: Digest;
  readonly manifestDigest: Digest;
  /** As people write them ("starter:latest"); empty for a dangling image. */
  readonly references: readonly string[];
  readonly createdAtMs: number | undefined;
  /** Sum of the layers' unpacked sizes. */
  readonly sizeBytes: number;
  readonly layerCount: number;
  /** Ids of the containers made from it. */
  readonly usedBy: readonly string[];
}

export interface ImageDetails extends ImageSummary {
  readonly config: ImageConfig;
  readonly layers: readonly LayerSummary[];
}

export interface ImageLayers {
  readonly id: Digest;
  /** As people write them; empty for a dangling image. */
  readonly references: readonly string[];
  readonly createdAtMs: number | undefined;
  /** Base first. */
  readonly layers: readonly LayerSummary[];
}

export interface LayerSummary {
  readonly index: number;
  readonly digest: Digest;
  readonly diffId: Digest;
  readonly chainId: Digest;
  /** Unpacked: the sum of its regular files. */
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly fileCount: number;
  /** The instruction that made it, as the history has it; may be empty. */
  readonly createdBy: string;
  readonly createdAtMs: number | undefined;
}

export interface HistoryEntry {
  readonly createdAtMs: number | undefined;
  readonly createdBy: string;
  readonly comment: string;
  readonly sizeBytes: number;
  readonly emptyLayer: boolean;
  /** Only on the newest entry of a named image; Docker shows "<missing>" elsewhere. */
  readonly imageId: Digest | undefined;
}

export interface RemovedImage {
  readonly untagged: readonly string[];
  readonly deleted: readonly Digest[];
}

export interface LoadedImage {
  readonly id: Digest;
  readonly references: readonly string[];
}

export interface ImportOptions {
  readonly reference?: string;
  readonly message?: string;
  readonly changes?: readonly string[];
}

export interface StarterOptions {
  /** Programs beside the default set: names on PATH or paths. */
  readonly programs: readonly string[];
  readonly reference?: string;
}
