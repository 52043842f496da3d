import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { createStore } from "zustand/vanilla";
import { type Desk, mainInside } from "../../components/actions/desk.ts";
import { createPalette } from "../../components/actions/palette.ts";
import { createActions } from "../../components/actions/table.ts";
import type { InputEvent } from "../../components/input/event.ts";
import { createParser } from "../../components/input/parse.ts";
import type { Action } from "../../components/keymap/action.ts";
import { createHeldKeys } from "../../components/keymap/held-keys.ts";
import { rebindActions } from "../../components/keymap/rebind.ts";
import { createKeys } from "../../components/keys.ts";
import { createLending } from "../../components/lending.ts";
import { createOverlayStore, type Overlay } from "../../components/overlays/overlay.ts";
import type { Palette } from "../../components/overlays/palette.ts";
import { createTerminals, type Terminals } from "../../components/terminals.ts";
import type { Background } from "../../components/theme/background.ts";
import type { OuterTerminal } from "../../components/theme/outer-terminal.ts";
import { createTheme, type Theme } from "../../components/theme/theme.ts";
import { createThemes } from "../../components/theme/themes.ts";
import { createTypedAhead } from "../../components/typed-ahead.ts";
import { english } from "../../components/words/english.ts";
import { nameKeys } from "../../components/words/name-keys.ts";
import type { Words } from "../../components/words/words.ts";
import { locateRoot } from "../../src/base/store-root.ts";
import { COMMANDS } from "../../src/cli/registry/registry.ts";
import { summarize } from "../../src/cli/summarize.ts";
import { openStores } from "../../src/stores/open-stores.ts";
import type { Stores } from "../../src/stores/stores.ts";
import type { Navigation } from "../../src/stores/view/navigation.ts";
import { wherryProgram } from "./cli.ts";

/** Everything behind the screens, on a root of the test's own with the real engine; only nothing is drawn. */
export interface TestDesk {
  readonly desk: Desk;
  readonly actions: readonly Action[];
  readonly palette: Palette;
  /** Sends bytes as a terminal does, all in one burst. */
  type(bytes: string): void;
  dispatch(event: InputEvent): void;
  readonly navigation: Navigation;
  readonly overlay: Overlay | undefined;
  /** What was sent to the person's terminal. */
  readonly written: string;
  readonly left: boolean;
  /** Resolves once the condition holds, which is looked at after each change of a store. */
  until(condition: () => boolean): Promise<void>;
}

export interface DeskOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly words?: Words;
  readonly terminal?: OuterTerminal;
  readonly background?: Background;
  /** Those of the real engine unless given. */
  readonly stores?: Stores;
  /** Those of the stores' sessions unless given. */
  readonly terminals?: Terminals;
  /** A person's own, by the ids of actions. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  /** What is lent to a session that is zoomed. */
  readonly stdout?: NodeJS.WriteStream;
}

export function openDesk(
  t: Pick<TestContext, "after">,
  {
    columns = 120,
    rows = 40,
    words: plainWords = english,
    terminal = PLAIN_TERMINAL,
    ...given
  }: DeskOptions = {},
): TestDesk {
  const words = nameKeys(plainWords, (id) => held.keyOf(id));
  const dir = given.stores === undefined ? mkdtempSync(join(tmpdir(), "wherry-desk-")) : "/nowhere";
  const root = locateRoot(join(dir, "root"), { uid: process.getuid?.() ?? 0, env: process.env });
  const stores = given.stores ?? openStores(root, words.stores);
  const overlays = createOverlayStore();
  const size = createStore(() => ({ columns, rows }));
  const terminals =
    given.terminals ??
    createTerminals({
      sessions: stores.sessions,
      size: () => mainInside({ stores, size }),
      onChange: () => {},
      keys: () => desk,
      isLight: () => false,
    });
  let written = "";
  let left = false;
  const desk: Desk = {
    stores,
    words,
    overlays,
    terminals,
    themes: createThemes({ name: "default", terminal, background: given.background ?? "dark" }),
    prefix: "ctrl-]",
    get held() {
      return held;
    },
    program: { file: wherryProgram, args: ["--root", join(dir, "root")] },
    // Nothing is drawn, so nothing can be lent until a test says who draws.
    lending: createLending({
      input: { lendModes: () => () => {}, giveBack: () => ({ takeKeys: () => {}, takeModes: () => {} }) },
      stdout: given.stdout ?? process.stdout,
      failed: (error) => assert.ifError(error),
    }),
    ahead: createTypedAhead(),
    size,
    write: (bytes) => {
      written += bytes;
    },
    leave: () => {
      left = true;
    },
  };
  const actions = rebindActions(createActions(desk), {}, given.keys ?? {}).actions;
  const held = createHeldKeys(actions);
  const palette = createPalette(desk, actions, summarize(COMMANDS));
  const keys = createKeys({ ...desk, actions, palette });
  const parser = createParser();
  t.after(async () => {
    await terminals[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true, force: true });
  });
  // A list that was being read when the test ended makes its folders once more.
  if (given.stores === undefined) process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  return {
    desk,
    actions,
    palette,
    type(bytes) {
      for (const event of [...parser.feed(Buffer.from(bytes)), ...parser.flush()]) keys.dispatch(event);
    },
    dispatch: (event) => void keys.dispatch(event),
    get navigation() {
      return stores.view.store.getState().navigation;
    },
    get overlay() {
      return overlays.getState().overlay;
    },
    get written() {
      return written;
    },
    get left() {
      return left;
    },
    async until(condition) {
      const { files, waste, graph } = stores.details;
      const details = [files.store, waste.store, graph.store, stores.viewer.store];
      const lists = [stores.containers.store, stores.images.store, stores.listing, stores.view.store];
      const watched = [stores.engine, ...lists, ...details, stores.messages.store];
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (condition()) resolve();
      };
      const stops = [...watched, overlays].map((store) => store.subscribe(look));
      look();
      await promise;
      for (const stop of stops) stop();
    },
  };
}

/** A theme without colours and attributes: what is drawn is plain text. */
const PLAIN_TERMINAL: OuterTerminal = { colourBits: 0, attributes: false, glyphs: "unicode" };
export const PLAIN_THEME: Theme = createTheme("default", PLAIN_TERMINAL);
