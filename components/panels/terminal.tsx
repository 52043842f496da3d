import { Box } from "ink";
import { useStore } from "zustand";
import { joinWords } from "../../src/base/shell-words.ts";
import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { Session } from "../../src/stores/sessions-store.ts";
import type { KeyOf } from "../keymap/key-of.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { PaneStatus } from "../terminal/pane-control.ts";
import { TerminalPane } from "../terminal/terminal-pane.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { cut, printable } from "../widgets/text.ts";
import type { ActionId, Words } from "../words/words.ts";
import { shortAge } from "./age.ts";
import { statusLook } from "./container-status.ts";
import { lookHint } from "./look-hint.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { keyLine, type NoticeLine, noticeRows } from "./notice.ts";
import { prefixHint } from "./prefix-hint.ts";

interface TerminalTabProps {
  readonly frame: Omit<MainFrame, "body">;
  readonly container: ContainerSummary;
}

/** The terminal sessions of a container, one shown; without any, what there is to do. */
export function TerminalTab({ frame, container }: TerminalTabProps) {
  const { stores, theme, words, terminals, clock, prefix, held } = useUi();
  useStore(stores.sessions.store);
  const nowMs = useStore(clock);
  const session = stores.sessions.shownOf(container.id);
  const size = inside(frame.at);
  const terminal = session === undefined ? undefined : terminals.get(session.key);
  if (session === undefined || terminal === undefined) {
    const body = noticeRows(idleLines(container, { theme, words, nowMs, keyOf: held.keyOf }), size, theme);
    return <Region at={frame.at} rows={mainRows({ ...frame, body })} />;
  }
  const own = stores.sessions.store.getState().sessions.filter((one) => one.containerId === container.id);
  const framed = (rows: readonly string[]): readonly string[] => {
    const drawn = mainRows({
      ...frame,
      body: rows,
      exact: true,
      corner: sessionsWord(own, session, { theme, words: words.terminal }),
      footer: hint(session, {
        frame,
        container,
        prefix,
        keyOf: held.keyOf,
        status: terminal.control.status,
        theme,
        words,
      }),
    });
    // The rows between are the program's.
    return drawn.map((row, index) =>
      index === 0 || index === drawn.length - 1 ? theme.glyphs.spell(row) : row,
    );
  };
  return (
    <Box
      position="absolute"
      left={frame.at.left}
      top={frame.at.top}
      width={frame.at.columns}
      height={frame.at.rows}
    >
      <TerminalPane
        key={session.key}
        session={terminal.session}
        control={terminal.control}
        columns={size.columns}
        rows={size.rows}
        x={size.left}
        y={size.top}
        focused={frame.keys === "program"}
        frame={framed}
      />
    </Box>
  );
}

/** ` main  bash `: the sessions of the container, the shown one marked. */
function sessionsWord(sessions: readonly Session[], shown: Session, { theme, words }: Look): string {
  if (sessions.length < 2) return "";
  return sessions
    .map((session) => {
      const word = ` ${cut(printable(session.program ?? words.mainSession), 12)} `;
      return session.key === shown.key ? theme.strong(word) : theme.muted(word);
    })
    .join(theme.muted(theme.glyphs.separator));
}

interface Look {
  readonly theme: Theme;
  readonly words: Words["terminal"];
}

interface HintFacts {
  readonly theme: Theme;
  readonly words: Words;
  readonly keyOf: KeyOf;
  readonly frame: Omit<MainFrame, "body">;
  readonly container: ContainerSummary;
  readonly prefix: string;
  readonly status: PaneStatus;
}

/** What the border says: how to get the keys back, or how to give them. */
function hint(session: Session, facts: HintFacts): string {
  const { frame, container, prefix, keyOf, status, theme } = facts;
  const { separator } = theme.glyphs;
  const words = facts.words.terminal;
  if (status.status === "looking") {
    return lookHint(status, { ...facts, columns: frame.at.columns - 4 });
  }
  if (status.status === "prefix") {
    return ` ${theme.strong(prefixHint(keyOf, facts.words))} `;
  }
  if (session.state.status === "ended") {
    const { code } = session.state;
    const what = endedWith(session, container) ? words.exitedWithContainer(code) : words.exited(code);
    const key = keyOf(frame.keys === "program" ? "ended.dismiss" : closing(session)) ?? "";
    const isLeft = frame.keys === "program" && session.kind === "main";
    const next =
      frame.keys === "elsewhere" || key === "" ? "" : isLeft ? words.goesBack(key) : words.closes(key);
    return theme.status.warning(` ${what} ${next === "" ? "" : `${separator} ${next} `}`);
  }
  if (frame.keys === "program") return theme.muted(` ${words.leaves(prefix)} `);
  const enter = keyOf("terminal.enter");
  return frame.keys === "here" && enter !== undefined ? theme.muted(` ${words.types(enter)} `) : "";
}

function closing({ kind }: Session): ActionId {
  return kind === "main" ? "terminal.close" : "terminal.enter";
}

/** Whether the shell was killed because its container ended: both happen within moments. */
function endedWith({ kind, state, openedAtMs }: Session, { state: now }: ContainerSummary): boolean {
  if (kind !== "shell" || state.status !== "ended" || state.code !== KILLED) return false;
  if (now.status === "exited") return Math.abs(now.finishedAtMs - state.atMs) < SAME_END_MS;
  return now.status !== "created" && now.startedAtMs > openedAtMs;
}

const KILLED = 128 + 9;
const SAME_END_MS = 2000;

function idleLines(
  container: ContainerSummary,
  look: { readonly theme: Theme; readonly words: Words; readonly nowMs: number; readonly keyOf: KeyOf },
): NoticeLine[] {
  const { theme, nowMs, keyOf } = look;
  const words = look.words.terminal;
  const { state, name, image, argv } = container;
  const { word } = statusLook(state, undefined, look);
  const facts: NoticeLine[] = [
    { text: `${name} ${theme.glyphs.separator} ${word}`, look: "title" },
    { text: `${image} ${theme.glyphs.separator} ${joinWords(argv)}`, look: "muted" },
    ...(state.status === "exited"
      ? [
          {
            text: words.endedAgo(shortAge(nowMs - state.finishedAtMs, look.words.ages)),
            look: "muted" as const,
          },
        ]
      : []),
    ...(state.status === "exited" && state.failed !== undefined
      ? [{ text: state.failed, look: "danger" as const }]
      : []),
    { text: "" },
  ];
  if (state.status === "running") {
    return [
      ...facts,
      ...keyLine(keyOf, "containers.attach", words.attach),
      ...keyLine(keyOf, "containers.shell", words.shell),
      ...keyLine(keyOf, "containers.logs", words.logs),
      ...keyLine(keyOf, "containers.stop", words.stop),
    ];
  }
  if (state.status === "paused") {
    return [
      ...facts,
      ...keyLine(keyOf, "containers.pause", words.unpause),
      ...keyLine(keyOf, "containers.logs", words.logs),
      ...keyLine(keyOf, "containers.stop", words.stop),
    ];
  }
  return [
    ...facts,
    ...keyLine(keyOf, "containers.stop", state.status === "created" ? words.start : words.startAgain),
    ...keyLine(keyOf, "containers.logs", words.logs),
    ...keyLine(keyOf, "containers.remove", words.remove),
  ];
}
