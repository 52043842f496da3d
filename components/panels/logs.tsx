import { useStore } from "zustand";
import { topOf } from "../../src/stores/logs/log-place.ts";
import type { LogsState } from "../../src/stores/logs/logs-state.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import type { Words } from "../words/words.ts";
import { logRows } from "./log-rows.ts";
import { logNames, logWindow } from "./logs-shown.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { ErrorPane, NoticePane, QuietPane } from "./notice-pane.tsx";

export function LogsTab({
  frame,
  containerId,
}: {
  readonly frame: Omit<MainFrame, "body">;
  readonly containerId: string;
}) {
  const { stores, theme, words } = useUi();
  const state = useStore(stores.logs.store);
  const size = inside(frame.at);
  const framed = { ...frame, corner: logCorner(state, { theme, words: words.logs }) };
  // A moment after the selection moved, the log of another one is still there.
  if (!state.ids.includes(containerId) && !state.look.merged) return <NoticePane frame={framed} lines={[]} />;
  if (state.error !== undefined) return <ErrorPane frame={framed} error={state.error} />;
  if (state.status !== "ready") return <NoticePane frame={framed} lines={[]} />;
  const { lines, place, hasOlder } = state.buffer;
  if (lines.length === 0) {
    const filtered = state.filter.test !== undefined || state.look.stream !== "both";
    const none = filtered ? words.logs.noneFits : words.logs.nothing;
    const text = hasOlder ? words.logs.looking(percent(state.looking ?? 0)) : none;
    return <QuietPane frame={framed} text={text} />;
  }
  const names = logNames(stores);
  const top = topOf(place, lines, logWindow(stores, size));
  const body: string[] = [];
  let index = top.index;
  for (; index < lines.length && body.length < size.rows + (index === top.index ? top.row : 0); index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const rows = logRows(line, {
      columns: size.columns,
      theme,
      look: state.look,
      names,
      search: state.search,
    });
    body.push(...(index === top.index ? rows.slice(top.row) : rows));
  }
  const first = state.numbers?.first;
  return (
    <Region
      at={frame.at}
      rows={mainRows({
        ...framed,
        body: body.slice(0, size.rows),
        exact: true,
        footer: logFooter(state, index, { theme, words: words.logs }),
        thumb:
          state.numbers === undefined || first === undefined
            ? undefined
            : scrollThumb(first + top.index, {
                count: Math.max(state.numbers.total, first + lines.length),
                height: size.rows,
              }),
      })}
    />
  );
}

interface Look {
  readonly theme: Theme;
  readonly words: Words["logs"];
}

/** What is filtered and searched, set into the top border. */
function logCorner({ filter, search, look, ids, looking }: LogsState, { theme, words }: Look): string {
  const parts: string[] = [];
  if (ids.length > 1) parts.push(words.merged(ids.length));
  if (look.stream !== "both") parts.push(words.only(look.stream));
  if (filter.problem !== undefined) parts.push(theme.status.danger(words.wrong(filter.text)));
  else if (filter.text !== "") parts.push(words.filtered(filter.text));
  if (search.problem !== undefined) parts.push(theme.status.danger(words.wrong(search.text)));
  else if (search.text !== "") parts.push(`/${search.text} ${searchSaid({ search, looking }, words)}`);
  return parts.length === 0 ? "" : ` ${parts.join(` ${theme.glyphs.separator} `)} `;
}

function searchSaid(
  { search, looking }: Pick<LogsState, "search" | "looking">,
  words: Words["logs"],
): string {
  const { count, outcome } = search;
  if (looking !== undefined) return words.looking(percent(looking));
  if (outcome === "none") return words.notFound;
  const counted =
    count === undefined
      ? ""
      : count.share < 1
        ? words.counting(count.found, percent(count.share))
        : words.found(count.found);
  return outcome === "wrapped" ? `${counted} ${words.wrapped}` : counted;
}

function logFooter(
  { buffer, numbers, looking, search }: LogsState,
  behind: number,
  { theme, words }: Look,
): string {
  const { separator } = theme.glyphs;
  const wheel = looking !== undefined && search.text === "" ? ` ${words.looking(percent(looking))}` : "";
  const following = buffer.place.at === "end";
  const where =
    numbers === undefined
      ? ""
      : following
        ? ` ${separator} ${words.lines(numbers.first + buffer.lines.length)}`
        : words.line(
            numbers.first + Math.min(behind, buffer.lines.length),
            Math.max(numbers.total, numbers.first + buffer.lines.length),
          );
  if (following) return theme.muted(` ${words.following}${where}${wheel} `);
  return theme.status.warning(` ${where === "" ? "" : `${where} ${separator} `}${words.follows}${wheel} `);
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
