import { CodedError } from "../base/errors.ts";
import type { UndoneRemoval } from "../engine/containers/containers.ts";
import type { EngineDoor } from "./engine-door.ts";
import type { Item, Many } from "./many.ts";
import type { Messages } from "./messages-store.ts";

/** Takes removals back: what was removed as one comes back as one. */
export interface BringBack {
  /** Remembers what was removed together. */
  removed(items: readonly Item[]): void;
  /** Brings back what was removed last, here or, when that is all back, anywhere; the message line says what came of it. */
  undo(): Promise<void>;
}

interface Dependencies {
  readonly door: EngineDoor;
  readonly messages: Messages;
  readonly many: Many;
  /** Says that a removal was taken back. */
  readonly undone: (undone: UndoneRemoval) => void;
  /** Says that there is no removal to take back. */
  readonly none: () => void;
}

export function createBringBack({ door, messages, many, undone, none }: Dependencies): BringBack {
  const groups: (readonly Item[])[] = [];
  const takeBack = async (ref?: string): Promise<UndoneRemoval> =>
    (await door.engine()).containers.undoRemoval(ref);

  const undoOne = async (ref: string | undefined): Promise<void> => {
    const taken = await messages.attempt("take back a removal", () =>
      takeBack(ref).catch((thrown: unknown) => {
        if (!isNotFound(thrown)) throw thrown;
        return "gone" as const;
      }),
    );
    // Someone else had it back, or its time is over: then it is the turn of what was removed before it.
    if (taken === "gone") await (ref === undefined ? none() : undo());
    else if (taken !== undefined) undone(taken);
  };

  const undoMany = async (group: readonly Item[]): Promise<void> => {
    const renamed: UndoneRemoval[] = [];
    await many.run("bringing-back", group, async ({ id }) => {
      const taken = await takeBack(id);
      if (taken.container.name !== taken.formerName) renamed.push(taken);
    });
    for (const one of renamed) undone(one);
  };

  const undo = async (): Promise<void> => {
    const group = groups.pop() ?? [];
    await (group.length > 1 ? undoMany(group) : undoOne(group[0]?.id));
  };

  return {
    removed(items) {
      if (items.length > 0) groups.push(items);
    },
    undo,
  };
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof CodedError && thrown.kind === "not-found";
}
