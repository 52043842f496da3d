import { type Job, newestJob } from "../src/stores/jobs-store.ts";
import { type Desk, sessionNow } from "./actions/desk.ts";
import type { OuterModes } from "./input/outer-modes.ts";
import { percent } from "./widgets/bar.ts";
import { printable } from "./widgets/text.ts";
import type { Words } from "./words/words.ts";

/** What the person's terminal should do now: what the program that has the keys wants of it; the newest job as title. */
export function wantedModes(desk: Desk): Pick<OuterModes, "mouse" | "cursor" | "title"> {
  const title = titleOf(newestJob(desk.stores.jobs.store.getState().jobs), desk.words);
  const captured = desk.stores.view.store.getState().navigation.focus === "terminal";
  const session = captured && desk.overlays.getState().overlay === undefined ? sessionNow(desk) : undefined;
  const terminal = session === undefined ? undefined : desk.terminals.get(session.key);
  return { mouse: "off", cursor: undefined, ...terminal?.control.outerModes(), title };
}

function titleOf(job: Job | undefined, { jobs }: Words): string | undefined {
  if (job?.state.status !== "running") return undefined;
  const { progress } = job.state;
  const share = percent({ done: progress?.done ?? 0, total: progress?.total });
  return `wherry: ${printable(jobs.label(job.work))} ${share}`.trim();
}
