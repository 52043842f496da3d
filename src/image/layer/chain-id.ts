import { type Digest, digestOf } from "../../base/digest.ts";

/** The id of each stack, base first (image-spec, config.md, "Layer ChainID"). */
export function chainIdsOf(diffIds: readonly Digest[]): Digest[] {
  const chain: Digest[] = [];
  for (const diffId of diffIds) chain.push(nextChainId(chain.at(-1), diffId));
  return chain;
}

/** The id of a stack with one more layer on it; `below` is undefined for the base. */
export function nextChainId(below: Digest | undefined, diffId: Digest): Digest {
  return below === undefined ? diffId : digestOf(`${below} ${diffId}`);
}
