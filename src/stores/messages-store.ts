import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";

/** One line for the person. An error keeps its whole self for the detail view. */
export interface Message {
  readonly tone: "info" | "success" | "warning" | "danger";
  readonly text: string;
  readonly hint?: string;
  readonly error?: CodedError;
}

export interface MessagesState {
  /** The newest. */
  readonly shown: Message | undefined;
  /** What came before it and may not have been read so far; oldest first. */
  readonly earlier: readonly Message[];
  /** The newest error, kept for the detail view after its line has gone. */
  readonly lastError: CodedError | undefined;
}

export interface Messages {
  readonly store: StoreApi<MessagesState>;
  say(tone: Message["tone"], text: string, hint?: string): void;
  /** Shows what was thrown, as "verb thing: reason" with its hint. */
  fail(thrown: unknown, doing: string): void;
  /** Runs the work; what it throws is shown and gives undefined. */
  attempt<T>(doing: string, work: () => Promise<T>): Promise<T | undefined>;
  /** Takes the newest away; what came before it is shown again. */
  dismiss(): void;
  /** The person went on to something else: takes away what was there long enough to be read, but no error. */
  passOn(): void;
}

/** How long a text is there at least: so fast do slow readers read. Errors stay until they are dismissed. */
export function readingMs({ text, hint = "" }: Message): number {
  return Math.min(12_000, 3000 + 60 * (text.length + hint.length));
}

/** In this time a person has at least seen that there is something, and taken in a short one. */
const GLANCE_MS = 1500;
const MOST_EARLIER = 3;

export function createMessages(): Messages {
  const store = createStore<MessagesState>()(() => ({ shown: undefined, earlier: [], lastError: undefined }));
  const timers = new Map<Message, NodeJS.Timeout>();
  const shownAtMs = new Map<Message, number>();

  const forget = (message: Message): void => {
    clearTimeout(timers.get(message));
    timers.delete(message);
    shownAtMs.delete(message);
  };
  const drop = (message: Message): void => {
    forget(message);
    const { shown, earlier } = store.getState();
    if (shown === message) store.setState({ shown: earlier.at(-1), earlier: earlier.slice(0, -1) });
    else store.setState({ earlier: earlier.filter((one) => one !== message) });
  };

  const show = (message: Message): void => {
    const { shown, earlier } = store.getState();
    // An answer to a key gives way to the next one; news that nobody asked for just now stay beside it.
    const stays = shown !== undefined && shown.tone !== "info" && shown.text !== message.text;
    if (shown !== undefined && !stays) forget(shown);
    const before = stays ? [...earlier, shown] : earlier;
    before.slice(0, -MOST_EARLIER).forEach(forget);
    shownAtMs.set(message, Date.now());
    store.setState({ shown: message, earlier: before.slice(-MOST_EARLIER) });
    if (message.tone === "danger") return;
    const timer = setTimeout(() => drop(message), readingMs(message));
    timer.unref();
    timers.set(message, timer);
  };

  const fail = (thrown: unknown, doing: string): void => {
    const error = asCodedError(thrown, doing);
    store.setState({ lastError: error });
    show({
      tone: "danger",
      text: error.message,
      error,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    });
  };

  return {
    store,
    say(tone, text, hint) {
      show({ tone, text, ...(hint === undefined ? {} : { hint }) });
    },
    fail,
    async attempt(doing, work) {
      try {
        return await work();
      } catch (thrown) {
        fail(thrown, doing);
        return undefined;
      }
    },
    dismiss() {
      const { shown } = store.getState();
      if (shown !== undefined) drop(shown);
    },
    passOn() {
      const { shown } = store.getState();
      if (shown === undefined || shown.tone === "danger") return;
      const seenMs = Date.now() - (shownAtMs.get(shown) ?? 0);
      // A plain answer belongs to the key before, so it goes with the next.
      if (shown.tone === "info" || seenMs >= GLANCE_MS) drop(shown);
    },
  };
}
