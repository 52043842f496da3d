import type { ContainerState } from "../../src/engine/containers/containers.ts";
import type { Busy } from "../../src/stores/containers-store.ts";
import { spinnerAt } from "../beat.ts";
import type { Style } from "../theme/style.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, cut } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { shortAge } from "./age.ts";

export interface StatusLook {
  readonly glyph: string;
  /** Says by itself what glyph and colour say: "up 2h", "exited (3)". */
  readonly word: string;
  /** The same where space is short. */
  readonly narrow: string;
  readonly style: Style;
}

interface StatusOptions {
  readonly theme: Theme;
  readonly words: Words;
  readonly nowMs: number;
  /** The time while something is under way; only of use beside what is being done. */
  readonly beatMs?: number;
}

/** Columns of the states' words, and where space is short. */
export const STATUS_COLUMNS = 12;
export const NARROW_STATUS_COLUMNS = 9;

export function statusLook(
  state: ContainerState,
  busy: Busy | undefined,
  { theme, words, nowMs, beatMs = nowMs }: StatusOptions,
): StatusLook {
  const { glyphs, status } = theme;
  const said = words.status;
  if (busy !== undefined) {
    const forMs = beatMs - busy.sinceMs;
    const doing = (columns: number): string =>
      cut(doingWord(said.doing[busy.activity], forMs, columns, { theme, words }), columns);
    return {
      glyph: spinnerAt(glyphs.spinner, beatMs),
      word: doing(STATUS_COLUMNS),
      narrow: doing(NARROW_STATUS_COLUMNS),
      style: status.paused,
    };
  }
  switch (state.status) {
    case "created":
      return { glyph: glyphs.created, word: said.created, narrow: said.created, style: status.stopped };
    case "running": {
      const age = shortAge(nowMs - state.startedAtMs, words.ages);
      return {
        glyph: glyphs.running,
        word: said.up(age),
        narrow: said.narrow.up(age),
        style: status.running,
      };
    }
    case "paused":
      return { glyph: glyphs.paused, word: said.paused, narrow: said.paused, style: status.paused };
    case "exited": {
      if (state.failed !== undefined) {
        return { glyph: glyphs.failed, word: said.failed, narrow: said.failed, style: status.danger };
      }
      return {
        glyph: glyphs.stopped,
        word: state.oomKilled ? said.outOfMemory : said.exited(state.code),
        narrow: state.oomKilled ? said.narrow.outOfMemory : said.narrow.exited(state.code),
        style: state.code === 0 ? status.stopped : status.warning,
      };
    }
  }
}

/** `stopping…`, and once it lasts a second `stopping 3s`. */
function doingWord(
  word: string,
  forMs: number,
  columns: number,
  { theme, words }: Pick<StatusOptions, "theme" | "words">,
): string {
  if (forMs < 1000) return word + theme.glyphs.ellipsis;
  const age = ` ${shortAge(forMs, words.ages)}`;
  return cut(word, columns - columnsOf(age)) + age;
}
