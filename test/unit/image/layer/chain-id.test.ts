import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../../../src/base/digest.ts";
import { chainIdsOf, nextChainId } from "../../../../src/image/layer/chain-id.ts";

const [a, b, c] = [digestOf("a"), digestOf("b"), digestOf("c")];

test("the chain id of a base is its diff id", () => {
  assert.equal(nextChainId(undefined, a), a);
});

test("each further layer is the digest of the chain below, a space, and the diff id", () => {
  const two = digestOf(`${a} ${b}`);
  assert.deepEqual(chainIdsOf([a, b, c]), [a, two, digestOf(`${two} ${c}`)]);
});

test("an image without layers has no chain", () => {
  assert.deepEqual(chainIdsOf([]), []);
});
