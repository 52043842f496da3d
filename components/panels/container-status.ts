import type { ContainerState } from "../../src/engine/containers/containers.ts";
import type { ContainerActivity } from "../../src/stores/containers-store.ts";
import type { Style } from "../theme/style.ts";
import type { Theme } from "../theme/theme.ts";
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

export function statusLook(
  state: ContainerState,
  busy: ContainerActivity | undefined,
  { theme, words, nowMs }: { readonly theme: Theme; readonly words: Words; readonly nowMs: number },
): StatusLook {
  const { glyphs, status } = theme;
  const said = words.status;
  if (busy !== undefined) {
    const word = `${said.doing[busy]}${glyphs.ellipsis}`;
    return { glyph: glyphs.paused, word, narrow: word, style: status.paused };
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
