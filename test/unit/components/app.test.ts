import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Background } from "../../../components/theme/background.ts";
import { describeOuterTerminal } from "../../../components/theme/outer-terminal.ts";
import { english } from "../../../components/words/english.ts";
import { korean } from "../../../components/words/korean.ts";
import { spellWords } from "../../../components/words/spell-words.ts";
import type { Words } from "../../../components/words/words.ts";
import { createStores, type Stores } from "../../../src/stores/stores.ts";
import { openDesk } from "../../support/desk.ts";
import { draw } from "../../support/draw.tsx";
import { type FixedData, fixedEngine } from "../../support/fixed-engine.ts";
import { NOW_MS } from "../../support/fixed-images.ts";
import { EMPTY_ROOT, FULL_ROOT } from "../../support/fixed-root.ts";
import { assertGolden, assertNoOtherGoldens, rowsOf } from "../../support/golden.ts";
import type { Cell } from "../../support/screen.ts";
import { stopTime } from "../../support/still-time.ts";

interface Picture {
  readonly name: string;
  /** The full one unless said. */
  readonly root?: FixedData;
  /** What a person types to come to it, in bursts; what each sets going comes to rest before the next. */
  readonly keys: readonly string[];
  readonly words?: Words;
  readonly background?: Background;
  readonly env?: Readonly<Record<string, string>>;
  /** The first size only. */
  readonly small?: boolean;
}

const SIZES = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

const PICTURES: readonly Picture[] = [
  { name: "first-run", root: EMPTY_ROOT, keys: [] },
  { name: "container-created", keys: [] },
  { name: "container-running", keys: ["j"] },
  { name: "container-failed", keys: ["G"] },
  { name: "container-logs", keys: ["jl"] },
  { name: "container-logs-search", keys: ["jl", "/cart\r", "t"] },
  { name: "container-stats", keys: ["j]]"] },
  { name: "container-processes", keys: ["j]]]"] },
  { name: "container-changes", keys: ["j]]]]"] },
  { name: "container-isolation", keys: ["j]]]]]"] },
  { name: "container-inspect", keys: ["j["] },
  { name: "containers-marked", keys: ["/web\r", "* "] },
  { name: "image-history", keys: ["2j["] },
  { name: "image-files", keys: ["2jf"] },
  { name: "image-waste", keys: ["2j]"] },
  { name: "image-compare", keys: ["2jj", "c", "k", "c"] },
  { name: "image-inspect", keys: ["2j[["] },
  { name: "layer-files", keys: ["2j3j"] },
  { name: "layer-whole", keys: ["2j3j", "j\r", "o", "/htm"] },
  { name: "written-files", keys: ["j3"] },
  { name: "written-waste", keys: ["j3]]"] },
  { name: "layer-command", keys: ["2j3jj]"] },
  { name: "file", keys: ["2jf", "jjjjj", "\r"] },
  { name: "volume-files", keys: ["4j"] },
  { name: "volume-users", keys: ["4j]"] },
  { name: "network-users", keys: ["5j"] },
  { name: "help", keys: ["?"] },
  { name: "palette", keys: [":"] },
  { name: "palette-found", keys: [":", "stop"] },
  { name: "run-form", keys: ["2j", "\r"] },
  { name: "confirmation", keys: ["jd"] },
  { name: "confirmation-many", keys: ["*d"] },
  { name: "confirmation-stop", keys: ["*s"], small: true },
  { name: "confirmation-images", keys: ["2", "*d"], small: true },
  { name: "confirmation-volumes", keys: ["4", "*d"], small: true },
  { name: "korean-confirmation", keys: ["*d"], words: korean, small: true },
  { name: "signals", keys: ["jK"] },
  { name: "signals-found", keys: ["jK", "h", "u", "p"], small: true },
  { name: "signals-many", keys: ["*K"], small: true },
  { name: "signals-process", keys: ["jl]]", "K"], small: true },
  { name: "korean-signals", keys: ["jK"], words: korean, small: true },
  { name: "prompt", keys: ["jR"] },
  { name: "error", keys: ["jR", "\u0015shop\r"] },
  { name: "error-in-full", keys: ["jR", "\u0015shop\r", "!"] },
  { name: "doctor", keys: ["D"] },
  { name: "jobs", keys: ["L", "\u0015/srv/shop.tar\r", "J"] },
  { name: "job-in-footer", keys: ["L", "\u0015/srv/shop.tar\r"] },
  { name: "sessions", keys: ["ja", "\x1dd", "e", "\x1dd", "je", "\x1dd", "T"] },
  { name: "korean-first-run", root: EMPTY_ROOT, keys: [], words: korean },
  { name: "korean-stats", keys: ["j]]"], words: korean },
  { name: "korean-run-form", keys: ["2j", "\r"], words: korean },
  { name: "korean-help", keys: ["?"], words: korean, small: true },
  { name: "no-color", keys: ["j"], env: { NO_COLOR: "1" }, small: true },
  { name: "no-color-files", keys: ["j]]]]"], env: { NO_COLOR: "1" }, small: true },
  { name: "light", keys: ["j"], background: "light", small: true },
  { name: "light-doctor", keys: ["D"], background: "light", small: true },
  { name: "ascii", keys: ["j]]"], env: { LANG: "C" }, small: true },
  { name: "console", keys: ["j]]"], env: { TERM: "linux", COLORTERM: "" }, small: true },
];

/** Times of day in logs are told by the clock of the machine. */
process.env.TZ = "UTC";

for (const picture of PICTURES) {
  test(`the screen is drawn as written down: ${picture.name}`, { timeout: 120_000 }, async (t) => {
    await drawPicture(t, picture, (size, cells) => assertGolden(golden(picture.name, size), cells));
  });
}

test("without UTF-8 no English screen has a sign that is not ASCII", { timeout: 120_000 }, async (t) => {
  for (const { name, words = english, ...picture } of PICTURES.filter(({ env }) => env === undefined)) {
    if (words !== english) continue;
    await t.test(name, async (t) => {
      await drawPicture(t, { ...picture, name, env: { LANG: "C" }, small: true }, (_, cells) => {
        const foreign = rowsOf(cells).filter((row) => FOREIGN.test(row.replaceAll(HANGUL, "")));
        assert.deepEqual(foreign, []);
      });
    });
  }
});

const FOREIGN = /[^\x20-\x7e]/;
/** In names and texts of files, which stay as they are. */
const HANGUL = /\p{Script=Hangul}+/gu;

test("each golden belongs to a screen", () => {
  assertNoOtherGoldens(
    PICTURES.flatMap(({ name, small }) =>
      SIZES.slice(0, small ? 1 : undefined).map((size) => golden(name, size)),
    ),
  );
});

/** More than any of the delays by which the stores gather what belongs together. */
const REST_MS = 2000;

const SURVEYED_TWICE_MS = 12_000;
/** What moves is drawn so long after the start. */
const BEAT_AFTER_MS = 20_500;

async function drawPicture(
  t: TestContext,
  { root = FULL_ROOT, keys, background = "dark", env, small, ...picture }: Picture,
  look: (size: readonly [number, number], cells: readonly (readonly Cell[])[]) => void,
): Promise<void> {
  // It goes on before what the test opened is closed, which may wait for processes to end.
  using time = stopTime(t, NOW_MS);
  const terminal = describeOuterTerminal({ ...ENV, ...env });
  const words = spellWords(picture.words ?? english, terminal);
  const stores = createStores(async () => fixedEngine(root), words.stores);
  const [[columns, rows]] = SIZES;
  const desk = openDesk(t, { stores, words, terminal, background, columns, rows });
  using drawing = draw(desk, { clockMs: NOW_MS, beatMs: NOW_MS + BEAT_AFTER_MS });
  const rest = async (): Promise<void> => {
    await time.pass(REST_MS);
    await time.until(() => isAtRest(stores), "all that the screen shows was read");
    await time.pass(100);
  };
  // What containers use of the processor is known from the second time on that they are measured.
  await time.pass(SURVEYED_TWICE_MS);
  await rest();
  for (const burst of keys) {
    desk.type(burst);
    await rest();
  }
  for (const size of SIZES.slice(0, small ? 1 : undefined)) {
    drawing.resize(size[0], size[1]);
    await rest();
    const cells = drawing.cells();
    await time.pass(100);
    look(size, await cells);
  }
}

const ENV = { TERM: "xterm-256color", COLORTERM: "truecolor", LANG: "C.UTF-8" };

function golden(name: string, [columns, rows]: readonly [number, number]): string {
  return `${name}.${columns}x${rows}`;
}

/** Whether nothing is being read any more. */
function isAtRest({ containers, images, volumes, networks, details, engine, logs, viewer }: Stores): boolean {
  const opened = engine.getState();
  const lists = [containers, images, volumes, networks].map(({ store }) => store.getState().status);
  const looked = Object.values(details).flatMap(({ store }) =>
    [...store.getState().values()].map(({ status }) => status),
  );
  return (
    opened.status === "open" &&
    opened.findings !== undefined &&
    ![...lists, ...looked, viewer.store.getState().viewed?.body.status].includes("loading") &&
    logs.store.getState().status !== "opening"
  );
}
