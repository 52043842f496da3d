import type { WriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { createStore, type StoreApi } from "zustand/vanilla";
import { cannotWrite } from "../base/cannot-write.ts";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { ImageDetails, ImageSummary, LoadedImage } from "../engine/images/images.ts";
import type { EngineDoor } from "./engine-door.ts";
import type { Jobs } from "./jobs-store.ts";
import type { Many } from "./many.ts";
import type { Messages } from "./messages-store.ts";
import { shareUnchanged } from "./share-unchanged.ts";

export interface ImagesState {
  readonly status: "loading" | "ready" | "failed";
  /** Newest first. */
  readonly items: readonly ImageSummary[];
  readonly error: CodedError | undefined;
}

export interface ImagesStore {
  readonly store: StoreApi<ImagesState>;
  find(id: string): ImageSummary | undefined;
  refresh(): Promise<void>;
  inspect(id: string): Promise<ImageDetails>;
  /** Long ones are jobs; they resolve when the job has ended, with undefined when it failed. */
  makeStarter(programs: readonly string[]): Promise<LoadedImage | undefined>;
  load(path: string): Promise<readonly LoadedImage[] | undefined>;
  /** False when it failed; the message line says why. */
  save(id: string, path: string): Promise<boolean>;
  tag(id: string, reference: string): Promise<boolean>;
  /** By each of its names, or by its id when it has none. */
  remove(id: string): Promise<void>;
  /** The same to many, as one job; gives the ids of those for which it worked. */
  removeAll(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

interface Dependencies {
  readonly door: EngineDoor;
  readonly messages: Messages;
  readonly jobs: Jobs;
  readonly many: Many;
}

export function createImagesStore({ door, messages, jobs, many }: Dependencies): ImagesStore {
  const store = createStore<ImagesState>()(() => ({ status: "loading", items: [], error: undefined }));

  const find = (id: string): ImageSummary | undefined =>
    store.getState().items.find((item) => item.id === id);
  const nameOf = (id: string): string => find(id)?.references[0] ?? id;

  const refresh = async (): Promise<void> => {
    try {
      const listed = await (await door.engine()).images.list();
      const { items, status } = store.getState();
      const next = shareUnchanged(items, listed);
      if (next !== items || status !== "ready") {
        store.setState({ status: "ready", items: next, error: undefined });
      }
    } catch (thrown) {
      store.setState({ status: "failed", error: asCodedError(thrown, "list images") });
    }
  };

  const removeOne = async (id: string): Promise<void> => {
    const { images } = await door.engine();
    const references = find(id)?.references ?? [];
    for (const ref of references.length === 0 ? [id] : references) await images.remove(ref, { force: false });
  };

  return {
    store,
    find,
    refresh,
    inspect: async (id) => (await door.engine()).images.inspect(id),
    async makeStarter(programs) {
      const made = await jobs.run({ kind: "starter" }, async (action) =>
        (await door.engine()).images.starter({ programs }, action),
      );
      await refresh();
      return made;
    },
    async load(path) {
      const loaded = await jobs.run({ kind: "load", path }, async (action) =>
        (await door.engine()).images.load({ path }, action),
      );
      await refresh();
      return loaded;
    },
    async save(id, path) {
      const saved = await jobs.run({ kind: "save", image: nameOf(id) }, async (action) => {
        const file = await openNew(path);
        try {
          await (await door.engine()).images.save([id], file, action);
          file.end();
          await finished(file);
        } catch (thrown) {
          file.destroy();
          await rm(path, { force: true });
          throw thrown;
        }
        return path;
      });
      return saved !== undefined;
    },
    async tag(id, reference) {
      const tagged = await messages.attempt(`tag ${nameOf(id)}`, async () => {
        await (await door.engine()).images.tag(id, reference);
        return true;
      });
      await refresh();
      return tagged ?? false;
    },
    async remove(id) {
      await messages.attempt(`remove image ${nameOf(id)}`, () => removeOne(id));
      await refresh();
    },
    async removeAll(ids) {
      const items = ids.map((id) => ({ id, name: nameOf(id) }));
      const worked = await many.run("removing-images", items, ({ id }) => removeOne(id));
      await refresh();
      return worked;
    },
  };
}

/** A stream into a file that was not there: what already stands at the path is not ours to replace. */
async function openNew(path: string): Promise<WriteStream> {
  try {
    return (await open(path, "wx")).createWriteStream();
  } catch (thrown) {
    throw cannotWrite(thrown, `save to ${path}`, path);
  }
}
