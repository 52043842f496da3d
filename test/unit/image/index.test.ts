import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../../src/base/digest.ts";
import { chooseEntry, parseIndex, platformOf } from "../../../src/image/index.ts";
import { OCI_MANIFEST } from "../../../src/image/media-types.ts";

interface EntryShape {
  readonly os?: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly attestation?: boolean;
}

function indexOf(...entries: readonly EntryShape[]): Buffer {
  const manifests = entries.map(({ attestation, ...platform }, index) => ({
    mediaType: OCI_MANIFEST,
    digest: digestOf(String(index)),
    size: 1,
    platform: { os: "linux", ...platform },
    ...(attestation ? { annotations: { "vnd.docker.reference.type": "attestation-manifest" } } : {}),
  }));
  return Buffer.from(JSON.stringify({ schemaVersion: 2, manifests }));
}

const arm = platformOf("arm64");
const choices: readonly [what: string, entries: EntryShape[], chosen: number | undefined][] = [
  ["the machine's architecture", [{ architecture: "amd64" }, { architecture: "arm64" }], 1],
  ["the machine's variant", [{ architecture: "arm64" }, { architecture: "arm64", variant: "v8" }], 1],
  [
    "one without a variant before a foreign one",
    [{ architecture: "arm64", variant: "v9" }, { architecture: "arm64" }],
    1,
  ],
  ["the only one, whatever it is for", [{ architecture: "s390x" }], 0],
  [
    "the image beside its attestation",
    [{ architecture: "unknown", attestation: true }, { architecture: "s390x" }],
    1,
  ],
  ["none where several are for others", [{ architecture: "amd64" }, { architecture: "s390x" }], undefined],
  [
    "none of another system",
    [{ architecture: "arm64", os: "windows" }, { architecture: "amd64" }],
    undefined,
  ],
];

for (const [what, entries, chosen] of choices) {
  test(`of an index it takes ${what}`, () => {
    const found = chooseEntry(parseIndex(indexOf(...entries)), arm);
    assert.equal(found?.digest, chosen === undefined ? undefined : digestOf(String(chosen)));
  });
}

test("an index without its list is refused", () => {
  assert.throws(() => parseIndex(Buffer.from('{"schemaVersion":2}')), { kind: "invalid" });
  assert.throws(() => parseIndex(Buffer.from('{"schemaVersion":2,"manifests":[{}]}')), /manifests\[0\]/);
});
