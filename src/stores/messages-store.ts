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
  /** What the message line shows now. */
  readonly shown: Message | undefined;
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
  dismiss(): void;
}

/** How long a line that asks nothing of anyone stays. Errors stay until they are dismissed or another line comes. */
const PASSING_MS = 5000;

export function createMessages(): Messages {
  const store = createStore<MessagesState>()(() => ({ shown: undefined, lastError: undefined }));
  let timer: NodeJS.Timeout | undefined;

  const show = (message: Message): void => {
    clearTimeout(timer);
    store.setState({ shown: message });
    if (message.tone === "danger") return;
    timer = setTimeout(() => store.setState({ shown: undefined }), PASSING_MS);
    timer.unref();
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
      clearTimeout(timer);
      if (store.getState().shown !== undefined) store.setState({ shown: undefined });
    },
  };
}
