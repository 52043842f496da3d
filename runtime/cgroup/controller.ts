import type { SpecResources } from "../spec.ts";

/** Turns what a spec asks for into the files to write, for both versions of control groups. Pure. */
export interface Controller {
  /** The kernel's name of it. */
  readonly name: string;
  /** What a person calls it: "memory limit". Undefined when the spec asks for nothing. */
  asked(resources: SpecResources): string | undefined;
  v1(resources: SpecResources): readonly CgroupWrite[];
  v2(resources: SpecResources): readonly CgroupWrite[];
}

export interface CgroupWrite {
  /** Below the container's folder. */
  readonly file: string;
  readonly value: string;
  /** What a person misses when it cannot be written. */
  readonly limit: string;
  /** The place in the spec. */
  readonly where: string;
}
