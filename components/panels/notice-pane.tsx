import type { CodedError } from "../../src/base/errors.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import { useUi } from "../ui.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { errorLines, type NoticeLine, noticeRows } from "./notice.ts";

interface NoticePaneProps {
  readonly frame: Omit<MainFrame, "body">;
  /** None: the pane stands empty. */
  readonly lines: readonly NoticeLine[];
}

/** A few lines in the middle of the main pane. */
export function NoticePane({ frame, lines }: NoticePaneProps) {
  const { theme } = useUi();
  return (
    <Region at={frame.at} rows={mainRows({ ...frame, body: noticeRows(lines, inside(frame.at), theme) })} />
  );
}

/** Says one thing in passing: that there is nothing to show, or not yet. */
export function QuietPane({ frame, text }: Pick<NoticePaneProps, "frame"> & { readonly text: string }) {
  return <NoticePane frame={frame} lines={[{ text, look: "muted" }]} />;
}

/** What went wrong where something should be shown. */
export function ErrorPane({ frame, error }: Pick<NoticePaneProps, "frame"> & { readonly error: CodedError }) {
  return <NoticePane frame={frame} lines={errorLines(error)} />;
}

interface UnreadPaneProps extends Pick<NoticePaneProps, "frame"> {
  readonly read:
    | undefined
    | { readonly status: "loading" }
    | { readonly status: "failed"; readonly error: CodedError };
  /** Said while it is being read. */
  readonly reading: string;
}

/** In place of what is not read yet, or could not be. */
export function UnreadPane({ frame, read, reading }: UnreadPaneProps) {
  if (read?.status === "failed") return <ErrorPane frame={frame} error={read.error} />;
  return <QuietPane frame={frame} text={reading} />;
}
