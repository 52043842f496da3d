import type { ContainerState } from "../../src/engine/containers/containers.ts";
import type { Style } from "../theme/style.ts";
import type { Theme } from "../theme/theme.ts";
import { shortAge } from "./age.ts";

export interface StatusLook {
  readonly glyph: string;
  /** Says by itself what glyph and colour say: "up 2h", "exited (3)". */
  readonly word: string;
  readonly style: Style;
}

export function statusLook(
  state: ContainerState,
  busy: string | undefined,
  theme: Theme,
  nowMs: number,
): StatusLook {
  const { glyphs, status } = theme;
  if (busy !== undefined)
    return { glyph: glyphs.paused, word: `${busy}${glyphs.ellipsis}`, style: status.paused };
  switch (state.status) {
    case "created":
      return { glyph: glyphs.created, word: "created", style: status.stopped };
    case "running":
      return {
        glyph: glyphs.running,
        word: `up ${shortAge(nowMs - state.startedAtMs)}`,
        style: status.running,
      };
    case "exited": {
      if (state.failed !== undefined) return { glyph: glyphs.failed, word: "failed", style: status.danger };
      const word = state.oomKilled ? "out of mem" : `exited (${state.code})`;
      return state.code === 0
        ? { glyph: glyphs.stopped, word, style: status.stopped }
        : { glyph: glyphs.stopped, word, style: status.warning };
    }
  }
}
