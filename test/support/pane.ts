import assert from "node:assert/strict";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { openScreen, type Screen } from "./screen.ts";

/** The program's screen in these tests; the pane's frame stands round it. */
export const COLUMNS = 60;
export const ROWS = 16;
export const SHELL = {
  file: "bash",
  args: ["--norc", "--noprofile"],
  env: { PS1: "$ ", HISTFILE: "/dev/null" },
};

/** The column of hexadecimal bytes holds these, in this order. */
export function bytesSeen(...bytes: readonly string[]): (screen: Screen) => boolean {
  return (screen) => {
    const seen =
      visible(screen)
        .join(" ")
        .match(/\b[0-9a-f]{2}\b/g) ?? [];
    return seen.join(" ").includes(bytes.join(" "));
  };
}

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What a terminal sends when the mouse does it on a cell of the program's screen, counted from 1 as programs do. */
export type Mouse = (what: keyof typeof MOUSE, x: number, y: number) => void;

const MOUSE = {
  press: [0, "M"],
  release: [0, "m"],
  drag: [32, "M"],
  wheelUp: [64, "M"],
  wheelDown: [65, "M"],
} as const;

/** The program's first cell stands at `x` and `y` of the screen. */
export function mouseOn(screen: Screen, { x: left, y: top }: { x: number; y: number }): Mouse {
  return (what, x, y) => {
    const [code, final] = MOUSE[what];
    screen.type(`\x1b[<${code};${left + x};${top + y}${final}`);
  };
}

/**
 * Does the same in the pane and on a bare pty of the pane's size, and compares every cell and the caret. `rows`: only
 * so many from the top, where the rest shows the time.
 */
export async function sameCells(
  program: Program,
  act: (screen: Screen, mouse: Mouse) => Promise<void> = async () => {},
  { rows = ROWS } = {},
): Promise<void> {
  await using bare = openScreen({ ...program, columns: COLUMNS, rows: ROWS });
  await using pane = openPane(program);
  await act(bare, mouseOn(bare, { x: 0, y: 0 }));
  await act(pane, mouseOn(pane, { x: 1, y: 1 }));
  const inside = { x: 1, y: 1, columns: COLUMNS, rows };
  const same = (): boolean =>
    JSON.stringify(pane.cells(inside)) === JSON.stringify(bare.cells({ rows })) &&
    (!bare.cursor.visible || (pane.cursor.x === bare.cursor.x + 1 && pane.cursor.y === bare.cursor.y + 1));
  await pane.waitFor(same).catch(() => undefined);
  assert.deepEqual(visible(pane, inside), visible(bare, { rows }));
  assert.deepEqual(pane.cells(inside), bare.cells({ rows }));
  assert.equal(pane.cursor.visible, bare.cursor.visible);
  if (bare.cursor.visible) {
    assert.deepEqual({ x: pane.cursor.x - 1, y: pane.cursor.y - 1 }, { x: bare.cursor.x, y: bare.cursor.y });
  }
}

export function visible(screen: Screen, area?: Parameters<Screen["cells"]>[0]): string[] {
  return screen
    .cells(area)
    .map((row) => row.map(({ text, width }) => (width === 0 ? "" : text || " ")).join(""));
}

export function openPane(program: Program, size = { columns: COLUMNS, rows: ROWS }): Screen {
  const main = join(import.meta.dirname, "pane-program.tsx");
  return openScreen({
    file: process.execPath,
    args: ["--import", "tsx", main, String(size.columns), String(size.rows), program.file, ...program.args],
    columns: COLUMNS + 2,
    rows: ROWS + 2,
    env: { NODE_ENV: "production", ...program.env },
  });
}

export function needs(program: string): { skip: string | false } {
  const found = (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return { skip: found ? false : `${program} is not installed` };
}

export function temporaryFile(content: string | Uint8Array): { path: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "wherry-pane-"));
  const path = join(folder, "text");
  writeFileSync(path, content);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
