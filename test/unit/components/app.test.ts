import { type TestContext, test } from "node:test";
import type { Background } from "../../../components/theme/background.ts";
import { describeOuterTerminal } from "../../../components/theme/outer-terminal.ts";
import { english } from "../../../components/words/english.ts";
import type { Words } from "../../../components/words/words.ts";
import { createStores, type Stores } from "../../../src/stores/stores.ts";
import { openDesk } from "../../support/desk.ts";
import { draw } from "../../support/draw.tsx";
import { type FixedData, fixedEngine } from "../../support/fixed-engine.ts";
import { NOW_MS } from "../../support/fixed-images.ts";
import { EMPTY_ROOT, FULL_ROOT } from "../../support/fixed-root.ts";
import { assertGolden, assertNoOtherGoldens } from "../../support/golden.ts";
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
  { name: "container-running", keys: ["j"] },
  { name: "container-logs", keys: ["jl"] },
  { name: "image-files", keys: ["2jf"] },
  { name: "help", keys: ["?"] },
];

/** Times of day in logs are told by the clock of the machine. */
process.env.TZ = "UTC";

for (const picture of PICTURES) {
  test(`the screen is drawn as written down: ${picture.name}`, { timeout: 120_000 }, async (t) => {
    await drawPicture(t, picture);
  });
}

test("each golden belongs to a screen", () => {
  assertNoOtherGoldens(
    PICTURES.flatMap(({ name, small }) =>
      SIZES.slice(0, small ? 1 : undefined).map((size) => golden(name, size)),
    ),
  );
});

/** More than any of the delays by which the stores gather what belongs together. */
const REST_MS = 2000;

async function drawPicture(t: TestContext, picture: Picture): Promise<void> {
  const { name, root = FULL_ROOT, keys, words = english, background = "dark", env, small } = picture;
  const time = stopTime(t, NOW_MS);
  const terminal = describeOuterTerminal({ ...ENV, ...env });
  const stores = createStores(async () => fixedEngine(root), words.stores);
  const [[columns, rows]] = SIZES;
  const desk = openDesk(t, { stores, words, terminal, background, columns, rows });
  using drawing = draw(desk, { clockMs: NOW_MS, beatMs: NOW_MS });
  const rest = async (): Promise<void> => {
    await time.pass(REST_MS);
    await time.until(() => isAtRest(stores), "all that the screen shows was read");
    await time.pass(100);
  };
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
    assertGolden(golden(name, size), await cells);
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
