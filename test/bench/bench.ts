import type { Cli } from "../support/cli.ts";
import type { Outcome } from "./result.ts";

/** What every case is given. */
export interface Bench {
  /** For files of the case. */
  readonly dir: string;
  /** wherry on a root of its own that has the image `bench`. */
  readonly cli: Cli;
  /** A small root file system, the one that the image `bench` has. */
  readonly rootfs: string;
  /** The same as a tar. */
  readonly rootfsTar: string;
  readonly rounds: number;
  readonly peers: {
    readonly crun: Peer;
    readonly podman: Peer;
    readonly docker: Peer;
  };
}

/** A peer that can be called with arguments, has the image `bench:1` where it has images, or the reason why not. */
export type Peer =
  | { readonly file: string; readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv }
  | { readonly missing: string };

export type BenchCase = (bench: Bench) => Promise<Outcome[]>;
