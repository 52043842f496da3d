import type { CodedError } from "../../src/base/errors.ts";
import type { EngineState } from "../../src/stores/engine-door.ts";
import type { KeyOf } from "../keymap/key-of.ts";
import type { Words } from "../words/words.ts";
import { errorLines, keyLine, type NoticeLine } from "./notice.ts";

interface Facts {
  readonly engine: EngineState;
  /** Why a list cannot be read. */
  readonly error: CodedError | undefined;
  readonly loading: boolean;
  readonly containers: number;
  readonly images: number;
  readonly filtered: boolean;
  readonly panel: string;
  readonly keyOf: KeyOf;
  readonly words: Words["welcome"];
}

/** What the main pane says while nothing is selected: what to do next, and its keys. */
export function welcomeLines({
  engine,
  error,
  loading,
  containers,
  images,
  filtered,
  panel,
  keyOf,
  words,
}: Facts): NoticeLine[] {
  if (engine.status === "failed") return errorLines(engine.error);
  if (error !== undefined) return errorLines(error);
  if (loading) return [{ text: words.looking, look: "muted" }];
  if (filtered) {
    return [
      { text: words.nothingFits, look: "title" },
      { text: "" },
      ...keyLine(keyOf, "everywhere.back", words.clearsIt),
    ];
  }
  if (images === 0 && containers === 0) {
    return [
      { text: words.nothingYet, look: "title" },
      { text: "" },
      ...keyLine(keyOf, "everywhere.starter", words.makeStarter),
      ...keyLine(keyOf, "everywhere.starter-with", words.makeStarterWith),
      ...keyLine(keyOf, "everywhere.load", words.loadArchive),
      { text: "" },
      { text: words.pullLater, look: "muted" },
      { text: words.buildLater, look: "muted" },
      { text: "" },
      ...keyLine(keyOf, "everywhere.doctor", words.doctor),
      ...keyLine(keyOf, "everywhere.help", words.allKeys),
      ...keyLine(keyOf, "everywhere.quit", words.leave),
    ];
  }
  if (panel === "containers") {
    return [
      { text: words.noContainers, look: "title" },
      { text: "" },
      ...keyLine(keyOf, "everywhere.images", words.goToImages),
    ];
  }
  return [{ text: words.nothingSelected, look: "muted" }];
}
