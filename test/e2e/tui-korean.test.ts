import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Screen } from "../support/screen.ts";
import { tar } from "../support/tar.ts";
import { useTui } from "../support/tui.ts";

const KOREAN = { LANG: "ko_KR.UTF-8" };
const PLAIN = /^│+$/;
/** With the thumb of a scroll bar in one piece. */
const SCROLLING = /^│*┃+│*$/;

test("under a Korean locale the screens are Korean, and no frame is bent by wide letters", async (t) => {
  const { cli, open } = useTui(t);
  writeFileSync(join(cli.dir, "root.tar"), tar({ name: "etc/", type: "5" }));
  await cli.ok("import", "--change", "CMD sh", join(cli.dir, "root.tar"), "small:1");
  await cli.ok("create", "--name", "idle", "small:1");
  const tui = open({ columns: 80, rows: 24, env: KOREAN });
  await tui.waitFor(/▌◌ idle +생성됨/);
  await tui.waitFor("레이어: idle 2");
  await tui.waitFor(/진단: /);
  for (const [columns, rows] of [
    [80, 24],
    [60, 16],
    [120, 40],
  ] as const) {
    tui.resize(columns, rows);
    await tui.waitFor(({ row }) => row(rows - 1).endsWith("q 나가기") && row(rows - 2).endsWith("╯"));
    await tui.waitFor("컨테이너 1");
    await tui.waitFor("터미널");
    assert.ok(frames(tui) >= (rows === 16 ? 2 : 4), tui.text());
  }
  await tui.waitFor("터미널 ── 로그 ── 통계 ── 프로세스 ── 변경 ── 격리 ── 비교 ── 상세 정보");
  tui.resize(80, 24);

  const dialogs: [keys: string[], title: string, right: RegExp][] = [
    [["?"], "단축키", SCROLLING],
    [["R"], "이름 변경: idle", PLAIN],
    [["d"], "삭제: idle", PLAIN],
    [["2", "t"], "태그: small:1", PLAIN],
    [["enter"], "실행: small:1", PLAIN],
    [["L"], "아카이브 불러오기", PLAIN],
  ];
  for (const [keys, title, right] of dialogs) {
    tui.press(...keys);
    await tui.waitFor((screen) => frameOf(screen, title) !== undefined);
    wholeFrame(tui, title, right);
    tui.press("esc");
    await tui.waitForGone(`╭─ ${title} `);
  }
  tui.press("1", "a");
  await tui.waitFor("연결: idle 실행 중이 아님");
  tui.press("l");
  await tui.waitFor("아직 출력이 없습니다.");
  frames(tui);
});

test("LC_ALL goes before LANG: the same screens are English", async (t) => {
  const { open } = useTui(t);
  const tui = open({ env: { ...KOREAN, LC_ALL: "C.UTF-8" } });
  await tui.waitFor("Nothing here yet");
  await tui.waitFor("[1] Containers 0");
});

/** Follows every frame from its first corner round to it again. Returns how many there are. */
function frames(screen: Screen): number {
  const cells = screen.cells();
  let count = 0;
  for (const [y, row] of cells.entries()) {
    for (const [x, { text }] of row.entries()) {
      if (text !== "╭") continue;
      count += 1;
      const right = row.findIndex((cell, column) => column > x && cell.text === "╮");
      const bottom = cells.findIndex((below, line) => line > y && below[x]?.text === "╰");
      const picture = `frame at ${x},${y}\n${screen.text()}`;
      assert.ok(right > x && bottom > y, picture);
      assert.equal(cells[bottom]?.[right]?.text, "╯", picture);
      for (let line = y + 1; line < bottom; line++) {
        assert.equal(cells[line]?.[x]?.text, "│", picture);
        assert.match(cells[line]?.[right]?.text ?? "", /[│┃█▐]/, picture);
      }
    }
  }
  return count;
}

/** Where a dialog stands; undefined while it is not drawn to its end. */
function frameOf(screen: Screen, title: string) {
  const top = screen
    .text()
    .split("\n")
    .findIndex((row) => row.includes(`╭─ ${title} `));
  if (top < 0) return undefined;
  const cells = screen.cells({ y: top });
  const left =
    cells[0]?.findIndex((cell, x, row) => cell.text === "╭" && row[x + 3]?.text === title[0]) ?? -1;
  const right = cells[0]?.findIndex(({ text }, x) => x > left && text === "╮") ?? -1;
  const bottom = cells.findIndex((row) => row[left]?.text === "╰");
  return left < 0 || right < 0 || bottom < 0 ? undefined : { cells, left, right, bottom };
}

/** A dialog covers the frames under it; its own must be whole. */
function wholeFrame(screen: Screen, title: string, rightBorder: RegExp): void {
  const frame = frameOf(screen, title);
  assert.ok(frame !== undefined, screen.text());
  const { cells, left, right, bottom } = frame;
  assert.equal(cells[bottom]?.[right]?.text, "╯", screen.text());
  const border = (x: number): string =>
    cells
      .slice(1, bottom)
      .map((row) => row[x]?.text)
      .join("");
  assert.match(border(left), PLAIN, screen.text());
  assert.match(border(right), rightBorder, screen.text());
}
