import type { Finding } from "../../src/engine/system/system.ts";
import type { EngineState } from "../../src/stores/engine-door.ts";
import { type KeyOf, namedKeys } from "../keymap/key-of.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, fit, printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";

interface DoctorOptions {
  readonly engine: EngineState;
  readonly top: number;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly words: Words;
  readonly keyOf: KeyOf;
}

/** What this machine has of what containers need; below each lack the command that mends it. */
export function doctorDialog({ engine, top, screen, theme, words, keyOf }: DoctorOptions): Dialog {
  const columns = dialogColumns(screen, 100);
  return dialog({
    screen,
    theme,
    title: words.doctor.title,
    columns,
    top,
    body: ["", ...bodyRows(engine, columns - 4, theme, words), ""],
    keys: namedKeys(keyOf, [
      ["doctor.again", words.actions["doctor.again"].label],
      [["everywhere.down", "everywhere.up"], words.dialogs.move],
      ["dialogs.close", words.dialogs.close],
    ]),
  });
}

function bodyRows(engine: EngineState, columns: number, theme: Theme, { doctor }: Words): string[] {
  if (engine.status === "failed") return wrapText(printable(engine.error.message), columns);
  if (engine.status !== "open" || engine.findings === undefined) return [theme.muted(doctor.looking)];
  const verdicts = Object.values(doctor.verdicts).map(columnsOf);
  const verdictColumns = 2 + Math.max(...verdicts);
  const subjects = engine.findings.map(({ subject }) => columnsOf(subject));
  const subjectColumns = Math.min(Math.max(...subjects), columns >> 2);
  return engine.findings.flatMap((finding) => {
    const { subject, verdict, detail, remedy } = finding;
    const { glyph, style } = lookOf(verdict, theme);
    const head = `${style(fit(`${glyph} ${doctor.verdicts[verdict]}`, verdictColumns))} ${fit(subject, subjectColumns)} `;
    const indent = verdictColumns + 1 + subjectColumns + 1;
    const [first = "", ...rest] = wrapText(printable(detail), columns - indent);
    const below = " ".repeat(indent);
    // A command is never broken by a frame in the middle of a word: it may be copied from here.
    const mends = remedy === undefined ? [] : wrapText(`→ ${printable(remedy)}`, columns - 4);
    return [
      head + (verdict === "ok" ? theme.muted(first) : first),
      ...rest.map((line) => below + line),
      ...mends.map((line) => `    ${theme.accent(line)}`),
    ];
  });
}

function lookOf(verdict: Finding["verdict"], { glyphs, status }: Theme) {
  switch (verdict) {
    case "ok":
      return { glyph: glyphs.ok, style: status.success };
    case "degraded":
      return { glyph: glyphs.warning, style: status.warning };
    case "missing":
      return { glyph: glyphs.failed, style: status.danger };
  }
}
