import { asCodedError, CodedError } from "../base/errors.ts";
import { doing, type Jobs, type ManyActivity, type Work } from "./jobs-store.ts";
import type { Messages } from "./messages-store.ts";

export interface Item {
  readonly id: string;
  readonly name: string;
}

/** Does the same to many things. */
export interface Many {
  /**
   * As one job, a few at a time, none kept from its turn by another that fails. Resolves with the ids of those for
   * which it worked; the job tells of the others, each with its reason.
   */
  run(
    activity: ManyActivity,
    items: readonly Item[],
    perform: (item: Item) => Promise<unknown>,
  ): Promise<ReadonlySet<string>>;
}

interface Dependencies {
  readonly jobs: Jobs;
  readonly messages: Messages;
  /** What is said when all of it is done. */
  readonly done: (work: Work) => string;
}

/** Most of the time goes by in waiting for programs to end. */
const AT_ONCE = 16;

export function createMany({ jobs, messages, done }: Dependencies): Many {
  return {
    async run(activity, items, perform) {
      const work: Work = { kind: "many", activity, count: items.length };
      const worked = new Set<string>();
      await jobs.run(work, async ({ signal, onProgress }) => {
        const failures: CodedError[] = [];
        const waiting = [...items];
        const takeTurns = async (): Promise<void> => {
          for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
            signal?.throwIfAborted();
            const ended = worked.size + failures.length;
            onProgress?.({ phase: item.name, done: ended, total: items.length, unit: "items" });
            try {
              await perform(item);
              worked.add(item.id);
            } catch (thrown) {
              failures.push(asCodedError(thrown, item.name));
            }
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
        if (failures.length > 0) throw someFailed(doing(work), worked.size, failures);
        messages.say("success", done(work));
      });
      return worked;
    },
  };
}

/** Whoever reads the error in full reads every failure. */
function someFailed(what: string, worked: number, failures: readonly CodedError[]): CodedError {
  return new CodedError("conflict", "some-failed", `${what}: ${worked} done, ${failures.length} failed`, {
    cause: new AggregateError(failures),
  });
}
