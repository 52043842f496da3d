import type { Volume } from "../engine/volumes/volumes.ts";
import type { EngineDoor } from "./engine-door.ts";
import type { Many } from "./many.ts";
import type { Messages } from "./messages-store.ts";
import { createNamedStore, type NamedStore } from "./named-store.ts";

export interface VolumesStore extends NamedStore<Volume> {
  /** False when it failed; the message line says why. */
  create(name: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  /** The same to many, as one job; gives the names of those for which it worked. */
  removeAll(names: readonly string[]): Promise<ReadonlySet<string>>;
}

interface Dependencies {
  readonly door: EngineDoor;
  readonly messages: Messages;
  readonly many: Many;
}

export function createVolumesStore({ door, messages, many }: Dependencies): VolumesStore {
  const named = createNamedStore("list volumes", async () => (await door.engine()).volumes.list());
  const removeOne = async (name: string): Promise<void> => (await door.engine()).volumes.remove(name);
  return {
    ...named,
    async create(name) {
      const made = await messages.attempt(`create volume ${name}`, async () =>
        (await door.engine()).volumes.create({ name }),
      );
      await named.refresh();
      return made !== undefined;
    },
    async remove(name) {
      await messages.attempt(`remove volume ${name}`, () => removeOne(name));
      await named.refresh();
    },
    async removeAll(names) {
      const items = names.map((name) => ({ id: name, name }));
      const worked = await many.run("removing-volumes", items, ({ name }) => removeOne(name));
      await named.refresh();
      return worked;
    },
  };
}
