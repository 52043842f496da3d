import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContainerSummary } from "../../../../src/engine/containers/containers.ts";
import type { ImageSummary, LayerSummary } from "../../../../src/engine/images/images.ts";
import { layerBytes } from "../../../../src/stores/view/listed-layer.ts";
import { createListing, rowIds, subjectOf } from "../../../../src/stores/view/listing.ts";
import { type NavigationEvent, navigate, START } from "../../../../src/stores/view/navigation.ts";

const containers = [container("c1", "web", "i1"), container("c2", "db", "i2")];
const images = [image("i1", "nginx:1.27"), image("i2", "postgres:17")];
const layersOfImage = (id: string): readonly LayerSummary[] | undefined =>
  id === "i1" ? [layer(0, "base"), layer(1, "COPY conf")] : undefined;

test("the Layers panel shows the stack of the selected container: what it writes, over its image's layers", () => {
  const list = createListing();
  const input = { containers, images, layersOfImage, navigation: START };
  const listing = list(input);
  assert.equal(listing.layersImageId, "i1");
  assert.equal(listing.layersContainer, containers[0]);
  assert.deepEqual(rowIds(listing, "layers"), ["c1", "chain1", "chain0"]);
  assert.deepEqual(subjectOf(listing, "layers"), {
    of: "upper",
    upper: { container: containers[0], index: 2, sizeBytes: undefined },
  });
  const counted = list({ ...input, writtenBytes: (id) => (id === "c1" ? 5 : undefined) });
  assert.deepEqual(counted.layers.map(layerBytes), [5, 1, 1]);
});

test("the layers of an image that is looked at have no container over them", () => {
  const navigation = navigate(START, { type: "choose-panel", panel: "images" });
  const listing = createListing()({ containers, images, layersOfImage, navigation });
  assert.deepEqual(rowIds(listing, "layers"), ["chain1", "chain0"]);
  assert.deepEqual(subjectOf(listing, "layers"), {
    of: "layer",
    layer: layer(1, "COPY conf"),
    imageId: "i1",
  });
});

test("what a container writes is found and sorted among the layers", () => {
  const rowsAfter = (event: NavigationEvent): readonly string[] =>
    rowIds(
      createListing()({
        containers,
        images,
        layersOfImage,
        writtenBytes: () => 5,
        navigation: navigate(START, event),
      }),
      "layers",
    );
  assert.deepEqual(rowsAfter({ type: "filter", panel: "layers", text: "web" }), ["c1"]);
  assert.deepEqual(rowsAfter({ type: "filter", panel: "layers", text: "copy" }), ["chain1"]);
  const bySize = { column: "size", reverse: true } as const;
  assert.deepEqual(rowsAfter({ type: "sort", panel: "layers", sort: bySize }), ["chain1", "chain0", "c1"]);
});

test("without containers the Layers panel shows the selected image's", () => {
  const listing = createListing()({ containers: [], images, layersOfImage, navigation: START });
  assert.equal(listing.layersImageId, "i1");
});

test("a filter narrows its own panel by name, image or state, in any case", () => {
  const filtered = (text: string): readonly string[] =>
    rowIds(
      createListing()({
        containers,
        images,
        layersOfImage,
        navigation: navigate(START, { type: "filter", panel: "containers", text }),
      }),
      "containers",
    );
  assert.deepEqual(filtered("WEB"), ["c1"]);
  assert.deepEqual(filtered("postgres"), ["c2"]);
  assert.deepEqual(filtered("created"), ["c1", "c2"]);
  assert.deepEqual(filtered("nothing like it"), []);
});

test("the subject is what is selected in the panel that was chosen", () => {
  const listing = createListing()({ containers, images, layersOfImage, navigation: START });
  assert.deepEqual(subjectOf(listing, "containers"), { of: "container", container: containers[0] });
  assert.deepEqual(subjectOf(listing, "images"), { of: "image", image: images[0] });
  assert.equal(subjectOf(listing, "layers").of, "upper");
  const empty = createListing()({ containers: [], images: [], layersOfImage, navigation: START });
  assert.deepEqual(subjectOf(empty, "containers"), { of: "nothing" });
});

test("the same input gives the same listing, so that nothing is drawn", () => {
  const list = createListing();
  const input = { containers, images, layersOfImage: () => undefined, navigation: START };
  assert.equal(list(input), list({ ...input, navigation: { ...START, focus: "main" } }));
});

function container(id: string, name: string, imageId: string): ContainerSummary {
  return {
    id,
    name,
    image: imageId === "i1" ? "nginx:1.27" : "postgres:17",
    imageId,
    argv: ["sh"],
    createdAtMs: 0,
    state: { status: "created" },
    tty: true,
    autoRemove: false,
    labels: {},
  };
}

function image(id: string, reference: string): ImageSummary {
  return {
    id: id as ImageSummary["id"],
    manifestDigest: "sha256:0",
    references: [reference],
    createdAtMs: 0,
    sizeBytes: 1,
    layerCount: 1,
    usedBy: [],
  };
}

function layer(index: number, createdBy: string): LayerSummary {
  return {
    index,
    digest: "sha256:0",
    diffId: `sha256:${index}`,
    chainId: `chain${index}` as LayerSummary["chainId"],
    sizeBytes: 1,
    compressedBytes: 1,
    fileCount: 1,
    createdBy,
    createdAtMs: 0,
  };
}
