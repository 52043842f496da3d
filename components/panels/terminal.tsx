import { Box } from "ink";
import { useStore } from "zustand";
import { joinWords } from "../../src/base/shell-words.ts";
import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { Session } from "../../src/stores/sessions-store.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { PaneStatus } from "../terminal/pane-control.ts";
import { TerminalPane } from "../terminal/terminal-pane.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { cut, printable } from "../widgets/text.ts";
import { fieldText } from "../widgets/text-field.ts";
import { shortAge } from "./age.ts";
import { statusLook } from "./container-status.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { type NoticeLine, noticeRows } from "./notice.ts";

interface TerminalTabProps {
  readonly frame: Omit<MainFrame, "body">;
  readonly container: ContainerSummary;
}

/** The terminal sessions of a container, one shown; without any, what there is to do. */
export function TerminalTab({ frame, container }: TerminalTabProps) {
  const { stores, theme, terminals, clock } = useUi();
  useStore(stores.sessions.store);
  const nowMs = useStore(clock);
  const session = stores.sessions.shownOf(container.id);
  const size = inside(frame.at);
  const terminal = session === undefined ? undefined : terminals.get(session.key, size);
  if (session === undefined || terminal === undefined) {
    const body = noticeRows(idleLines(container, theme, nowMs), size, theme);
    return <Region at={frame.at} rows={mainRows({ ...frame, body })} />;
  }
  const own = stores.sessions.store.getState().sessions.filter((one) => one.containerId === container.id);
  const framed = (rows: readonly string[]): readonly string[] =>
    mainRows({
      ...frame,
      body: rows,
      exact: true,
      corner: sessionsWord(own, session, theme),
      footer: hint(session, { frame, status: terminal.control.status, theme }),
    });
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
function sessionsWord(sessions: readonly Session[], shown: Session, theme: Theme): string {
  if (sessions.length < 2) return "";
  return sessions
    .map((session) => {
      const word = ` ${cut(printable(session.title), 12)} `;
      return session.key === shown.key ? theme.strong(word) : theme.muted(word);
    })
    .join(theme.muted(theme.glyphs.separator));
}

interface HintFacts {
  readonly frame: Omit<MainFrame, "body">;
  readonly status: PaneStatus;
  readonly theme: Theme;
}

/** What the border says: how to get the keys back, or how to give them. */
function hint(session: Session, { frame, status, theme }: HintFacts): string {
  const { separator } = theme.glyphs;
  if (status.status === "looking") return lookingWord(status, theme);
  if (session.state.status === "ended") {
    const what = session.kind === "main" ? "exited" : "ended";
    const next = { program: "enter goes back", here: "x closes", elsewhere: "" }[frame.keys];
    return theme.status.warning(
      ` ${what} (${session.state.code}) ${next === "" ? "" : `${separator} ${next} `}`,
    );
  }
  if (status.status === "prefix") {
    return ` ${["esc leave", "z zoom", "n next", "x close", "[ scroll"].map(theme.strong).join("  ")} `;
  }
  if (frame.keys === "program") return theme.muted(" ctrl-] then esc leaves ");
  return frame.keys === "here" ? theme.muted(" enter types ") : "";
}

function lookingWord(
  { back, most, look, matches }: Extract<PaneStatus, { status: "looking" }>,
  theme: Theme,
): string {
  const { separator } = theme.glyphs;
  const place = theme.status.warning(` ${back} of ${most} lines back `);
  if (look.field !== undefined)
    return ` ${theme.key("/")}${printable(fieldText(look.field))}${theme.selected(" ")} ${place}`;
  if (matches === undefined)
    return `${place}${theme.muted(`${separator} / searches ${separator} esc goes on `)}`;
  const at = look.current === undefined ? 0 : look.current + 1;
  return `${theme.status.warning(` ${printable(look.query)}: ${at} of ${matches} `)}${theme.muted(`${separator} n N go on `)}`;
}

function idleLines(container: ContainerSummary, theme: Theme, nowMs: number): NoticeLine[] {
  const { state, name, image, argv } = container;
  const { word } = statusLook(state, undefined, theme, nowMs);
  const facts: NoticeLine[] = [
    { text: `${name} ${theme.glyphs.separator} ${word}`, look: "title" },
    { text: `${image} ${theme.glyphs.separator} ${joinWords(argv)}`, look: "muted" },
    ...(state.status === "exited"
      ? [{ text: `ended ${shortAge(nowMs - state.finishedAtMs)} ago`, look: "muted" as const }]
      : []),
    ...(state.status === "exited" && state.failed !== undefined
      ? [{ text: state.failed, look: "danger" as const }]
      : []),
    { text: "" },
  ];
  if (state.status === "running") {
    return [
      ...facts,
      { key: "a", text: "attach to its terminal" },
      { key: "e", text: "open one more shell in it" },
      { key: "l", text: "show what it wrote" },
      { key: "s", text: "stop it" },
    ];
  }
  return [
    ...facts,
    { key: "s", text: state.status === "created" ? "start it" : "start it again" },
    { key: "l", text: "show what it wrote" },
    { key: "d", text: "remove it" },
  ];
}
