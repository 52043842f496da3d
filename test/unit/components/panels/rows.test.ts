import assert from "node:assert/strict";
import { test } from "node:test";
import { keysRow, messageRow } from "../../../../components/footer.tsx";
import { headerRow } from "../../../../components/header.tsx";
import type { Action } from "../../../../components/keymap/action.ts";
import { jobRow } from "../../../../components/overlays/job-row.ts";
import { comparisonTitle } from "../../../../components/panels/compare.tsx";
import { containerRow } from "../../../../components/panels/containers.tsx";
import { fileRow } from "../../../../components/panels/files.tsx";
import { imageRow } from "../../../../components/panels/images.tsx";
import { inspectRow } from "../../../../components/panels/inspect.tsx";
import { inspectTree } from "../../../../components/panels/inspect-tree.ts";
import { instruction, layerRow } from "../../../../components/panels/layers.tsx";
import { wasteHeading, wasteRow } from "../../../../components/panels/waste.tsx";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { english } from "../../../../components/words/english.ts";
import { atOnce } from "../../../../src/base/steps.ts";
import type { ContainerState, ContainerSummary } from "../../../../src/engine/containers/containers.ts";
import type { WastedFile } from "../../../../src/image/layer/waste.ts";
import type { Busy } from "../../../../src/stores/containers-store.ts";
import { markedModel } from "../../../../src/stores/files/file-model.ts";
import { layerMarks } from "../../../../src/stores/files/marks.ts";
import { advance } from "../../../../src/stores/job-progress.ts";
import { NOTHING_SELECTED } from "../../../../src/stores/view/selection.ts";
import { PLAIN_THEME as theme } from "../../../support/desk.ts";

const HOUR = 3_600_000;
const row = (state: ContainerState, columns: number, busy?: Busy, name = "web"): string =>
  containerRow(container(name, state), {
    columns,
    look: "plain",
    theme,
    words: english,
    nowMs: 2 * HOUR,
    beatMs: 2 * HOUR,
    busy: new Map(busy === undefined ? [] : [["c1", busy]]),
  });

test("a container tells its state by glyph and word, and gives up its image when space is short", () => {
  const running: ContainerState = { status: "running", pid: 1, startedAtMs: 0 };
  const exited: ContainerState = {
    status: "exited",
    code: 3,
    startedAtMs: 0,
    finishedAtMs: 1,
    oomKilled: false,
  };
  assert.deepEqual(
    [
      row(running, 38),
      row(exited, 38),
      row({ ...exited, oomKilled: true }, 38),
      row({ ...exited, failed: "exec sh: not found" }, 38),
      row({ status: "created" }, 38),
      row(running, 38, { activity: "stopping", sinceMs: 2 * HOUR - 900 }),
      row(running, 38, { activity: "restarting", sinceMs: 2 * HOUR - 12_000 }),
      row({ ...running, status: "paused" }, 38),
      row(running, 24),
      row(exited, 24, undefined, "a-name-that-is-long"),
      row(running, 24, { activity: "stopping", sinceMs: 2 * HOUR - 3000 }),
    ],
    [
      " ● web           ng…:1.27        up 2h",
      " ○ web           ng…:1.27   exited (3)",
      " ○ web           ng…:1.27   out of mem",
      " ✗ web           ng…:1.27       failed",
      " ◌ web           ng…:1.27      created",
      " ⠋ web           ng…:1.27    stopping…",
      " ⠋ web           ng…:1.27 restart… 12s",
      " ◐ web           ng…:1.27       paused",
      " ● web             up 2h",
      " ○ a-na…s-long    exit 3",
      " ⠋ web         stopp… 3s",
    ].map((text, index) => text.padEnd(index < 8 ? 38 : 24)),
  );
});

test("names from outside cannot act on the terminal, and wide letters keep the columns", () => {
  const evil = row({ status: "created" }, 38, undefined, "\x1b[2J한국어-컨테이너");
  assert.ok(!evil.includes("\x1b"));
  assert.equal(columnsOf(evil), 38);
});

test("images and layers", () => {
  const image = {
    id: "sha256:0123456789abcdef",
    manifestDigest: "sha256:1",
    createdAtMs: 0,
    sizeBytes: 72_400_000,
    layerCount: 6,
    usedBy: [],
  } as const;
  const options = { columns: 38, look: "chosen", theme, words: english.images } as const;
  assert.equal(
    imageRow({ ...image, references: ["nginx:1.27", "n"] }, options),
    "▌ nginx:1.27 +1       6 layers  72.4MB",
  );
  assert.equal(
    imageRow({ ...image, references: [] }, { ...options, columns: 24 }),
    "▌ 0123456789ab    72.4MB",
  );
  const layer = {
    index: 5,
    digest: "sha256:1",
    diffId: "sha256:1",
    chainId: "sha256:1",
    sizeBytes: 4000,
    compressedBytes: 1,
    fileCount: 1,
    createdBy: "COPY entrypoint.sh / # buildkit",
    createdAtMs: 0,
  } as const;
  const look = { look: "plain", theme, words: english.layers } as const;
  assert.equal(
    layerRow({ of: "layer", id: layer.chainId, layer }, { columns: 38, ...look }),
    "   6  COPY entrypoint.sh /         4kB",
  );
  const written = (columns: number, sizeBytes?: number): string =>
    layerRow(
      {
        of: "upper",
        id: "c",
        upper: { container: container("web", { status: "created" }), index: 6, sizeBytes },
      },
      { columns, ...look },
    );
  assert.equal(written(38, 1500), "   7  written by web             1.5kB");
  assert.equal(written(24, 1500), "   7  web          1.5kB");
  assert.equal(written(24), "   7  web               ");
});

test("an instruction is shown as its author wrote it", () => {
  const cases: [string, string][] = [
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
    ["/bin/sh -c apt-get update", "RUN apt-get update"],
    ["RUN /bin/sh -c make # buildkit", "RUN /bin/sh -c make"],
    ["", "(no instruction)"],
  ];
  for (const [text, shown] of cases) assert.equal(instruction(text, english.layers), shown);
});

test("files show what the layer did to them; a narrow pane keeps mark, size and name", () => {
  const base = { uid: 0, gid: 0, mtimeSeconds: 0, sizeBytes: 0 } as const;
  const marks = layerMarks(
    [
      { ...base, path: "bin", kind: "directory", mode: 0o755 },
      { ...base, path: "bin/sh", kind: "symlink", mode: 0o777, linkTarget: "bash" },
      { ...base, path: "bin/su", kind: "file", mode: 0o4755, sizeBytes: 1500 },
      { ...base, path: "old", kind: "whiteout", mode: 0 },
      { ...base, path: "var", kind: "directory", mode: 0o1777, opaque: true },
    ],
    [{ ...base, path: "bin", kind: "directory", mode: 0o755 }],
  );
  const model = atOnce(markedModel(marks));
  const place = {
    unfolded: new Set(["bin"]),
    filter: "",
    order: "name" as const,
    cursor: NOTHING_SELECTED,
  };
  const shown = (columns: number) =>
    model.nodes.map((node) => fileRow(node, { columns, look: "plain", theme, place }).trimEnd());
  assert.deepEqual(shown(66), [
    "   drwxr-xr-x       0:0   1.5kB  ▾ bin/",
    " + lrwxrwxrwx       0:0      0B      sh -> bash",
    " + -rwsr-xr-x       0:0   1.5kB      su",
    " -                                 old",
    " ⊘ drwxrwxrwt       0:0      0B    var/",
  ]);
  assert.deepEqual(shown(30).slice(0, 2), ["     1.5kB  ▾ bin/", " +      0B      sh -> bash"]);
  assert.ok(
    model.nodes.every(
      (node) => columnsOf(fileRow(node, { columns: 30, look: "chosen", theme, place })) === 30,
    ),
  );
});

test("the header says who, what runs and what the doctor found; where space is short the doctor stays", () => {
  const info = {
    version: "1",
    dataDir: "/d",
    runDir: "/r",
    driver: "native",
    rootless: false,
    kernel: "6",
    cgroup: "v2",
  } as const;
  const facts = {
    theme,
    words: english.header,
    running: 2,
    paused: 0,
    created: 0,
    stopped: 1,
    images: 3,
    imageBytes: 412_000_000,
  };
  const open = { status: "open", info, findings: [] } as const;
  assert.equal(
    headerRow({ ...facts, engine: open, columns: 100 }),
    " wherry  root · native                         ● 2 running  ○ 1 stopped  3 images 412MB  doctor: ok ",
  );
  assert.equal(
    headerRow({ ...facts, engine: open, columns: 60 }),
    " wherry  root · native                 ● 2  ○ 1  doctor: ok ",
  );
  const unexamined = { status: "open", info, findings: undefined } as const;
  assert.match(headerRow({ ...facts, engine: unexamined, columns: 60 }), / ● 2 {2}○ 1 {2}3 images 412MB $/);
  const lack = { subject: "overlay", verdict: "missing", detail: "" } as const;
  const troubled = { ...open, findings: [{ ...lack, subject: "seccomp", verdict: "ok" } as const, lack] };
  assert.match(headerRow({ ...facts, engine: troubled, columns: 120 }), /doctor: overlay $/);
  const two = { ...troubled, findings: [lack, { ...lack, subject: "subordinate ids" } as const] };
  const crowded = { ...facts, engine: two, paused: 1, created: 1, doctorKey: "D" };
  assert.equal(
    headerRow({ ...crowded, columns: 80 }),
    " wherry  root · native    ● 2  ◐ 1  ◌ 1  ○ 1  3 images 412MB  D doctor: 2 lacks ",
  );
  assert.match(headerRow({ ...crowded, columns: 42 }), / D doctor: 2 lacks $/);
  assert.match(headerRow({ ...facts, engine: open, columns: 120, doctorKey: "D" }), / D doctor: ok $/);
  assert.match(headerRow({ ...facts, engine: { status: "opening" }, columns: 60 }), /opening…/);
});

test("the footer shows the keys that apply, as many as fit, and always the way to the others", () => {
  const action = (id: string, key: string, label: string, more: Partial<Action> = {}): Action => ({
    id,
    keys: [key],
    label,
    description: label,
    where: "x",
    run: () => {},
    ...more,
  });
  const actions = [
    action("a", "a", "attach"),
    action("b", "b", "gone", { disabledReason: () => "no" }),
    action("c", "down", "move", { hidden: true }),
    action("e", "e", "shell"),
    action("everywhere.help", "?", "help"),
    action("everywhere.quit", "q", "leave"),
  ];
  assert.equal(keysRow(actions, 60, theme), " a attach  e shell  ? help  q leave");
  assert.equal(keysRow(actions, 30, theme), " a attach  ? help  q leave");
  assert.equal(keysRow(actions, 18, theme), " ? help  q leave");
});

test("an error line says what, why and what to do, and where to read all of it", () => {
  const message = { tone: "danger", text: "stop web: it does not run", hint: "start it first" } as const;
  const look = { theme, words: english.messages, keyOf: () => "!" };
  assert.equal(messageRow(message, 80, look), " ✗ stop web: it does not run · start it first  ! details");
  assert.equal(messageRow(message, 34, look), " ✗ stop web: it does n…  ! details");
});

test("a job shows its bar, phase and share; a failed one says so", () => {
  const progress = advance(undefined, { phase: "unpacking", done: 43, total: 100 }, 0);
  const job = {
    id: 1,
    work: { kind: "load", path: "a.tar" },
    startedAtMs: 0,
    state: { status: "running", progress, cancelling: false },
  } as const;
  const look = { theme, words: english.jobs, ages: english.ages };
  assert.equal(
    jobRow(job, { ...look, columns: 60, nowMs: 12_000 }),
    "⠦ load a.tar · unpacking ▓▓▓▓░░░░░░ 43 % 12s ",
  );
  assert.equal(jobRow(job, { ...look, columns: 34, nowMs: 0 }), "⠋ load a.tar · u… ▓▓▓▓░░░░░░ 43 % ");
  const timed = { ...job, state: { ...job.state, progress: { ...job.state.progress, leftMs: 6500 } } };
  assert.equal(
    jobRow(timed, { ...look, columns: 70, nowMs: 0, others: 2 }),
    "⠋ load a.tar +2 · unpacking ▓▓▓▓░░░░░░ 43 % 6s left ",
  );
});

test("a panel that is wide enough tells what a running container uses", () => {
  const figures = new Map([["c1", { cpu: "2%", memory: "12MB" }]]);
  const rowWith = (state: ContainerState, columns: number): string =>
    containerRow(container("web", state), {
      columns,
      look: "plain",
      theme,
      words: english,
      nowMs: 2 * HOUR,
      beatMs: 2 * HOUR,
      busy: new Map(),
      figures,
    });
  const running: ContainerState = { status: "running", pid: 1, startedAtMs: 0 };
  assert.equal(rowWith(running, 38), " ● web                up 2h   2%  12MB");
  assert.equal(rowWith({ status: "created" }, 38), " ◌ web                         created");
  assert.equal(rowWith(running, 34), row(running, 34));
});

test("a value of a document is told with its key, and one that holds others by how many", () => {
  const nodes = inspectTree({ name: "web", list: [1, { a: null }], empty: {} });
  const rowOf = (path: string) => {
    const node = nodes.find((one) => one.path === path.replaceAll("/", "\0"));
    assert.ok(node !== undefined, path);
    return inspectRow(node, { columns: 24, chosen: false, open: true, found: false, theme }).trimEnd();
  };
  assert.equal(rowOf("/name"), '   name: "web"');
  assert.equal(rowOf("/list"), " ▾ list [2]");
  assert.equal(rowOf("/list/1"), "   ▾ 1 {1}");
  assert.equal(rowOf("/list/1/a"), "       a: null");
  assert.equal(rowOf("/empty"), "   empty: {}");
});

test("a number that is a time or a size says so beside itself", () => {
  const createdAtMs = new Date(2026, 0, 14, 9, 5, 7).getTime();
  const nodes = inspectTree({
    createdAtMs,
    memoryBytes: 256_000_000,
    sizeBytes: 12,
    pid: 4001,
    startedAtMs: "?",
  });
  const rows = nodes
    .filter(({ depth, key }) => depth >= 0 && key !== "")
    .map((node) => inspectRow(node, { columns: 60, chosen: false, open: true, found: false, theme }).trim());
  assert.deepEqual(rows, [
    `createdAtMs: ${createdAtMs}  2026-01-14 09:05:07`,
    "memoryBytes: 256000000  256MB",
    "sizeBytes: 12",
    "pid: 4001",
    'startedAtMs: "?"',
  ]);
});

function container(name: string, state: ContainerState): ContainerSummary {
  return {
    id: "c1",
    name,
    image: "nginx:1.27",
    imageId: "i1",
    argv: ["sh"],
    createdAtMs: 0,
    state,
    tty: true,
    autoRemove: false,
    labels: {},
  };
}

test("a wasted file's copies and layers stand under their headings, and of a long path the name is kept", () => {
  const file: WastedFile = {
    path: "usr/lib/a/rather/long/way/to/libcrypto.so",
    sizeBytes: 4500,
    copies: [
      { layer: 1, by: 4, how: "overwritten", sizeBytes: 1500 },
      { layer: 4, by: 6, how: "removed", sizeBytes: 3000 },
    ],
  };
  const shown = (columns: number) => [
    wasteHeading(columns, english.waste, theme),
    wasteRow(file, { columns, look: "plain", theme }),
  ];
  assert.deepEqual(shown(44), [
    "   BYTES  COPIES  GONE IN    PATH           ",
    "   4.5kB       2  5,7      - …o/libcrypto.so",
  ]);
  assert.deepEqual(shown(84), [
    "   BYTES  COPIES  IN LAYER    GONE IN    PATH                                       ",
    "   4.5kB       2  2,5         5,7      - usr/lib/a/rather/long/way/to/libcrypto.so  ",
  ]);
});

test("the names of a comparison make room for its figures, the longer one first", () => {
  const names = ["docker.io/library/nginx:1.27", "web"];
  assert.equal(comparisonTitle(names, 40, english.compare), "docker.io/library/nginx:1.27 -> web");
  assert.equal(comparisonTitle(names, 20, english.compare), "…/nginx:1.27 -> web");
  assert.equal(comparisonTitle(names, 10, english.compare), "");
  const layers = [2, 3].map((number) => english.compare.layerOf(number, "docker.io/library/nginx:1.27"));
  assert.equal(comparisonTitle(layers, 40, english.compare), "nginx:1.27 layer 2 -> nginx:1.27 layer 3");
});
