import type { CodedError } from "../../src/base/errors.ts";
import type { EngineState } from "../../src/stores/engine-door.ts";
import { errorLines, type NoticeLine } from "./notice.ts";

interface Facts {
  readonly engine: EngineState;
  /** Why a list cannot be read. */
  readonly error: CodedError | undefined;
  readonly loading: boolean;
  readonly containers: number;
  readonly images: number;
  readonly filtered: boolean;
  readonly panel: string;
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
}: Facts): NoticeLine[] {
  if (engine.status === "failed") return errorLines(engine.error);
  if (error !== undefined) return errorLines(error);
  if (loading) return [{ text: "looking…", look: "muted" }];
  if (filtered) {
    return [
      { text: "Nothing fits the filter.", look: "title" },
      { text: "" },
      { key: "esc", text: "clears it" },
    ];
  }
  if (images === 0 && containers === 0) {
    return [
      { text: "Nothing here yet. Start with an image:", look: "title" },
      { text: "" },
      { key: "i", text: "make the starter image from this machine's programs" },
      { key: "L", text: "load an archive (docker save, podman save, OCI)" },
      { text: "" },
      { key: "?", text: "all keys" },
      { key: "q", text: "leave" },
    ];
  }
  if (panel === "containers") {
    return [
      { text: "No containers yet.", look: "title" },
      { text: "" },
      { key: "2", text: "go to the images; there, enter runs one" },
    ];
  }
  return [{ text: "Nothing is selected.", look: "muted" }];
}
