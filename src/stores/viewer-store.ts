import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { FilesOf, OpenedFile } from "../engine/files/files.ts";
import type { EngineDoor } from "./engine-door.ts";
import { createFileText, type FileText, looksBinary } from "./files/file-text.ts";
import { type DiffLine, diffTexts } from "./files/text-diff.ts";

/** A file that is looked at. */
export interface Viewed {
  /** Whose it is; of a comparison, the side after. */
  readonly of: FilesOf;
  readonly path: string;
  readonly body: ViewedBody;
  /** First row shown, and first column. */
  readonly top: number;
  readonly left: number;
}

export type ViewedBody =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly error: CodedError }
  | {
      readonly status: "file";
      readonly sizeBytes: number;
      /** What of it has been read so far, from its start. */
      readonly bytes: Buffer;
      readonly lines: readonly string[];
      readonly strange: number;
      readonly as: "text" | "hex";
    }
  | { readonly status: "diff"; readonly lines: readonly DiffLine[] };

export interface ViewerStore {
  readonly store: StoreApi<{ readonly viewed: Viewed | undefined }>;
  open(of: FilesOf, path: string): Promise<void>;
  /** Shows what makes the one file the other; files that are binary or too large are shown as they are after. */
  openDiff(before: FilesOf, after: FilesOf, path: string): Promise<void>;
  /** Moves the window; what comes into reach is read. */
  place(top: number, left: number): void;
  toggleHex(): void;
  /** Writes a file to the host; gives where it is now. */
  copyOut(of: FilesOf, path: string, destination: string): Promise<string>;
  close(): void;
}

const SLICE_BYTES = 256 * 1024;
/** Beyond it a file is not shown, but can be copied out. */
export const VIEWED_BYTES = 8 * 1024 * 1024;
const DIFFED_BYTES = 1024 * 1024;
/** Rows that are read ahead of the window. */
const AHEAD_ROWS = 2000;

export function createViewerStore(door: EngineDoor): ViewerStore {
  const store = createStore<{ readonly viewed: Viewed | undefined }>()(() => ({ viewed: undefined }));
  let opened: { readonly file: OpenedFile; readonly text: FileText } | undefined;
  /** Counts what was opened, so that what comes late for an earlier file is thrown away. */
  let turn = 0;
  let reading = false;

  const show = (change: Partial<Viewed>): void =>
    store.setState(({ viewed }) => ({ viewed: viewed && { ...viewed, ...change } }));
  const begin = (of: FilesOf, path: string): number => {
    close();
    store.setState({ viewed: { of, path, body: { status: "loading" }, top: 0, left: 0 } });
    return turn;
  };
  const close = (): void => {
    turn += 1;
    void opened?.file[Symbol.asyncDispose]();
    opened = undefined;
    reading = false;
    store.setState({ viewed: undefined });
  };
  const attempt = async (mine: number, path: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      if (mine === turn) show({ body: { status: "failed", error: asCodedError(thrown, `read ${path}`) } });
    }
  };

  const readMore = async (mine: number): Promise<void> => {
    const viewed = store.getState().viewed;
    if (opened === undefined || viewed === undefined || reading) return;
    const { body } = viewed;
    const had = body.status === "file" ? body.bytes : Buffer.alloc(0);
    const end = Math.min(opened.file.sizeBytes, VIEWED_BYTES);
    if (body.status === "file" && had.length >= end) return;
    const rows = body.status === "file" ? rowCount(body) : 0;
    if (body.status === "file" && rows - viewed.top > AHEAD_ROWS) return;
    reading = true;
    const { file, text } = opened;
    const bytes = await file.read(had.length, Math.min(SLICE_BYTES, end - had.length));
    if (mine !== turn) return;
    reading = false;
    const isLast = bytes.length === 0 || had.length + bytes.length >= end;
    text.add(bytes, isLast);
    const as = body.status === "file" ? body.as : looksBinary(bytes) ? "hex" : "text";
    show({
      body: {
        status: "file",
        sizeBytes: isLast && bytes.length === 0 ? had.length : file.sizeBytes,
        bytes: had.length === 0 ? bytes : Buffer.concat([had, bytes]),
        // A fresh list each time: what is drawn from it is drawn when it is another.
        lines: [...text.lines],
        strange: text.strange,
        as,
      },
    });
    await readMore(mine);
  };

  const openPlain = async (mine: number, of: FilesOf, path: string): Promise<void> => {
    const file = await (await door.engine()).files.open(of, path);
    if (mine !== turn) return void (await file[Symbol.asyncDispose]());
    opened = { file, text: createFileText() };
    await readMore(mine);
  };

  return {
    store,
    open(of, path) {
      const mine = begin(of, path);
      return attempt(mine, path, () => openPlain(mine, of, path));
    },
    openDiff(before, after, path) {
      const mine = begin(after, path);
      return attempt(mine, path, async () => {
        const { files } = await door.engine();
        const texts = await Promise.all(
          [before, after].map(async (of) => {
            await using file = await files.open(of, path);
            if (file.sizeBytes > DIFFED_BYTES) return undefined;
            const bytes = await file.read(0, DIFFED_BYTES);
            return looksBinary(bytes) ? undefined : bytes.toString("utf8");
          }),
        );
        const [old, now] = texts;
        const lines = old === undefined || now === undefined ? undefined : await diffTexts(old, now);
        if (mine !== turn) return;
        if (lines === undefined) await openPlain(mine, after, path);
        else show({ body: { status: "diff", lines } });
      });
    },
    place(top, left) {
      show({ top, left });
      const mine = turn;
      const path = store.getState().viewed?.path ?? "";
      void attempt(mine, path, () => readMore(mine));
    },
    toggleHex() {
      const body = store.getState().viewed?.body;
      if (body?.status === "file")
        show({ body: { ...body, as: body.as === "hex" ? "text" : "hex" }, top: 0 });
    },
    async copyOut(of, path, destination) {
      const { files } = await door.engine();
      return (await files.copyOut(of, path, destination)).path;
    },
    close,
  };
}

/** How many rows there are to show, as far as it is read. */
export function rowCount(body: ViewedBody): number {
  switch (body.status) {
    case "loading":
    case "failed":
      return 0;
    case "diff":
      return body.lines.length;
    case "file":
      return body.as === "hex" ? Math.ceil(body.bytes.length / 16) : body.lines.length;
  }
}
