import type { VolumeUser } from "../../src/engine/volumes/volumes.ts";
import type { Subject } from "../../src/stores/view/listing.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import { useUi } from "../ui.ts";
import { cut, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { noticeRows } from "./notice.ts";

/** Who uses a volume, and who is on a network. */
export function UsersTab({
  frame,
  subject,
}: {
  readonly frame: Omit<MainFrame, "body">;
  readonly subject: Extract<Subject, { of: "volume" | "network" }>;
}) {
  const { theme, words } = useUi();
  const size = inside(frame.at);
  const lines =
    subject.of === "volume"
      ? subject.volume.usedBy.map((user) => userLine(user, words.users, theme.glyphs.separator))
      : subject.network.members.map(({ containerName }) => containerName);
  const none = subject.of === "volume" ? words.users.noUsers : words.users.noMembers;
  const body =
    lines.length === 0
      ? noticeRows([{ text: none, look: "muted" }], size, theme)
      : lines.slice(0, size.rows).map((line) => cut(` ${printable(line)}`, size.columns));
  return <Region at={frame.at} rows={mainRows({ ...frame, body })} />;
}

/** `web · /data · read-only`. */
export function userLine(
  { containerName, target, readOnly, inTrash }: VolumeUser,
  words: Words["users"],
  separator: string,
): string {
  return [
    containerName,
    target,
    ...(readOnly ? [words.readOnly] : []),
    ...(inTrash ? [words.inTrash] : []),
  ].join(` ${separator} `);
}
