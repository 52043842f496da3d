import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { digestOf } from "../../../src/base/digest.ts";
import { OCI_MANIFEST } from "../../../src/image/media-types.ts";
import {
  createNameIndex,
  type NamedManifest,
  referenceOf,
  withManifest,
  withName,
  withoutManifest,
  withoutName,
} from "../../../src/image/name-index.ts";
import { familiarReference, parseReference } from "../../../src/image/reference.ts";
import { createExclusive } from "../../../src/state/exclusive.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const entry = (seed: string) => ({
  mediaType: OCI_MANIFEST,
  digest: digestOf(seed),
  sizeBytes: 7,
  annotations: { "org.example.kept": seed },
});
const ref = (text: string) => parseReference(text);
const openIndex = (dir: string) => createNameIndex({ dir, exclusive: createExclusive(join(dir, "lock")) });
const show = (names: readonly NamedManifest[]) =>
  names.map(({ entry: { annotations }, reference }) => [
    annotations["org.example.kept"],
    reference === undefined ? undefined : familiarReference(reference),
  ]);

test("a name written is read back, in both its forms", async () => {
  await using folder = await temporaryFolder();
  const index = openIndex(folder.path);
  await index.transact(({ names, write }) => write(withName(names, entry("a"), ref("starter:latest"))));
  const { manifests } = JSON.parse(readFileSync(join(folder.path, "index.json"), "utf8"));
  assert.deepEqual(manifests, [
    {
      mediaType: OCI_MANIFEST,
      digest: digestOf("a"),
      size: 7,
      annotations: {
        "org.example.kept": "a",
        "org.opencontainers.image.ref.name": "starter:latest",
        "io.containerd.image.name": "docker.io/library/starter:latest",
      },
    },
  ]);
  assert.deepEqual(show(await openIndex(folder.path).read()), [["a", "starter:latest"]]);
});

test("a name that moves leaves its old manifest dangling, and takes the line without a name from its new one", () => {
  let names = withName([], entry("a"), ref("x:1"));
  names = withManifest(names, entry("b"));
  names = withName(names, entry("b"), ref("x:1"));
  assert.deepEqual(show(names), [
    ["a", undefined],
    ["b", "x:1"],
  ]);
});

test("a manifest with two names that loses one keeps the other; the last one leaves it dangling", () => {
  let names = withName(withName([], entry("a"), ref("x:1")), entry("a"), ref("y:1"));
  names = withoutName(names, ref("x:1"));
  assert.deepEqual(show(names), [["a", "y:1"]]);
  names = withoutName(names, ref("y:1"));
  assert.deepEqual(show(names), [["a", undefined]]);
  assert.deepEqual(withoutManifest(names, digestOf("a")), []);
});

test("what another program wrote is seen at once and kept", async () => {
  await using folder = await temporaryFolder();
  const index = openIndex(folder.path);
  await index.transact(({ names, write }) => write(withName(names, entry("a"), ref("x:1"))));
  assert.equal((await index.read()).length, 1);
  const path = join(folder.path, "index.json");
  const document = JSON.parse(readFileSync(path, "utf8"));
  document.manifests.push(
    {
      ...document.manifests[0],
      digest: digestOf("b"),
      annotations: { "org.opencontainers.image.ref.name": "y" },
    },
    {
      ...document.manifests[0],
      digest: digestOf("c"),
      annotations: { "org.opencontainers.image.ref.name": "No Name" },
    },
  );
  writeFileSync(path, JSON.stringify(document));
  await index.transact(({ names, write }) => write(withName(names, entry("d"), ref("z:1"))));
  assert.deepEqual(
    (await index.read()).map(({ entry: { digest }, reference }) => [
      digest,
      reference && familiarReference(reference),
    ]),
    [
      [digestOf("a"), "x:1"],
      [digestOf("b"), "y:latest"],
      [digestOf("c"), undefined],
      [digestOf("d"), "z:1"],
    ],
  );
  assert.match(readFileSync(path, "utf8"), /No Name/);
});

test("a change that fails changes nothing", async () => {
  await using folder = await temporaryFolder();
  const index = openIndex(folder.path);
  await index.transact(({ names, write }) => write(withName(names, entry("a"), ref("x:1"))));
  await assert.rejects(
    index.transact(async () => {
      throw new Error("no");
    }),
    /no/,
  );
  assert.deepEqual(show(await index.read()), [["a", "x:1"]]);
});

test("an index that is no index is refused and left as it is", async () => {
  await using folder = await temporaryFolder();
  writeFileSync(join(folder.path, "index.json"), '{"schemaVersion":2,"mani');
  await assert.rejects(openIndex(folder.path).read(), { kind: "invalid", message: /image index.*not JSON/ });
  assert.equal(readFileSync(join(folder.path, "index.json"), "utf8"), '{"schemaVersion":2,"mani');
});

test("two processes that write at once lose nothing", async () => {
  await using folder = await temporaryFolder();
  const source = join(import.meta.dirname, "../../../src");
  const script = (letter: string) => `
    import { createNameIndex, withName } from ${JSON.stringify(`${source}/image/name-index.ts`)};
    import { parseReference } from ${JSON.stringify(`${source}/image/reference.ts`)};
    import { digestOf } from ${JSON.stringify(`${source}/base/digest.ts`)};
    import { createExclusive } from ${JSON.stringify(`${source}/state/exclusive.ts`)};
    const index = createNameIndex({
      dir: ${JSON.stringify(folder.path)},
      exclusive: createExclusive(${JSON.stringify(join(folder.path, "lock"))}),
    });
    for (let n = 0; n < 25; n += 1) {
      const entry = { mediaType: "m", digest: digestOf("${letter}" + n), sizeBytes: 1, annotations: {} };
      await index.transact(({ names, write }) => write(withName(names, entry, parseReference("${letter}:" + n))));
    }`;
  const exits = ["a", "b"].map(async (letter) => {
    const child = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        "--disable-warning=ExperimentalWarning",
        "--input-type=module",
        "-e",
        script(letter),
      ],
      { cwd: join(source, ".."), stdio: ["ignore", "inherit", "inherit"] },
    );
    const [code] = await once(child, "exit");
    return code;
  });
  assert.deepEqual(await Promise.all(exits), [0, 0]);
  assert.equal((await openIndex(folder.path).read()).length, 50);
});

for (const [whole, short, called] of [
  ["docker.io/library/app:1", "app:1", "app:1"],
  ["docker.io/library/app:1", "1", "app:1"],
  ["docker.io/library/app:1", "again:2", "again:2"],
  ["docker.io/library/app:1", "No Name", "app:1"],
  ["No Name", "again:2", "again:2"],
  [`docker.io/library/app@${digestOf("a")}`, "app", `app@${digestOf("a")}`],
] as const) {
  test(`an entry with the names ${whole} and ${short} is ${called}`, () => {
    const annotations = { "io.containerd.image.name": whole, "org.opencontainers.image.ref.name": short };
    const reference = referenceOf({ ...entry("a"), annotations });
    assert.equal(reference && familiarReference(reference), called);
  });
}
