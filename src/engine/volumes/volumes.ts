import type { Tree } from "../../image/layer/tree.ts";

/** The volumes family of the engine: folders with a name that outlive the containers that use them. */
export interface Volumes {
  /** Makes one; one that is there already is given as it is. Throws invalid. */
  create(options?: { name?: string; labels?: Readonly<Record<string, string>> }): Promise<Volume>;
  /** By name. */
  list(): Promise<Volume[]>;
  inspect(name: string): Promise<Volume>;
  /** Removes it with all its files. Throws conflict while a container uses it, also one in the trash. */
  remove(name: string, options?: { force?: boolean }): Promise<void>;
  /** Removes those that no container uses. */
  prune(): Promise<{ names: string[]; freedBytes: number }>;
  /** Its files. */
  tree(name: string): Promise<Tree>;
}

export interface Volume {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
  /** The folder that containers see. */
  readonly mountpoint: string;
  readonly usedBy: readonly VolumeUser[];
}

export interface VolumeUser {
  readonly containerId: string;
  readonly containerName: string;
  /** Where the container sees it. */
  readonly target: string;
  readonly readOnly: boolean;
  /** The container was removed and can still be had back. */
  readonly inTrash: boolean;
}
