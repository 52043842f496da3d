import type { InputEvent } from "./input/event.ts";

/** Keeps what is typed while a terminal is on its way, so that it reaches the program and not a panel. */
export interface TypedAhead {
  /** Holds keys while the work goes on; gives them on when it is done, and drops them when it fails. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Takes the event if keys are held now. */
  hold(event: InputEvent): boolean;
  /** Where held events go in the end. */
  deliverTo(take: (event: InputEvent) => void): void;
}

export function createTypedAhead(): TypedAhead {
  let works = 0;
  let held: InputEvent[] = [];
  let deliver: (event: InputEvent) => void = () => {};
  return {
    async during(work) {
      works += 1;
      let done = false;
      try {
        const value = await work();
        done = true;
        return value;
      } finally {
        works -= 1;
        if (works === 0) {
          const events = done ? held : [];
          held = [];
          for (const event of events) deliver(event);
        }
      }
    },
    hold(event) {
      if (works === 0) return false;
      if (event.type === "key" || event.type === "paste") held.push(event);
      return true;
    },
    deliverTo(take) {
      deliver = take;
    },
  };
}
