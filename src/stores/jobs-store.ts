import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { LongAction, Progress } from "../base/progress.ts";
import { advance, type JobProgress } from "./job-progress.ts";

/** What a job is for; the screens put it into the person's language. */
export type Work =
  | { readonly kind: "starter" }
  | { readonly kind: "load"; readonly path: string }
  | { readonly kind: "save"; readonly image: string }
  | { readonly kind: "save-log"; readonly path: string }
  /** The same done to many things. */
  | { readonly kind: "many"; readonly activity: ManyActivity; readonly count: number };

export type ManyActivity =
  | "starting"
  | "stopping"
  | "restarting"
  | "killing"
  | "signalling"
  | "pausing"
  | "unpausing"
  | "removing"
  | "bringing-back"
  | "removing-images"
  | "removing-volumes";

/** Of what there can be many. */
export type Kind = "containers" | "images" | "volumes";

/** A long action that someone asked for. Done ones go by themselves; a failure stays until it is dismissed. */
export interface Job {
  readonly id: number;
  readonly work: Work;
  readonly startedAtMs: number;
  readonly state:
    | { readonly status: "running"; readonly progress: JobProgress | undefined; readonly cancelling: boolean }
    | { readonly status: "failed"; readonly error: CodedError };
}

export interface JobsState {
  /** Oldest first. */
  readonly jobs: readonly Job[];
}

export interface Jobs {
  readonly store: StoreApi<JobsState>;
  /** Performs the work as a job. Resolves with undefined when it failed or was cancelled; the job tells why. */
  run<T>(work: Work, perform: (action: LongAction) => Promise<T>): Promise<T | undefined>;
  cancel(id: number): void;
  dismiss(id: number): void;
}

interface Dependencies {
  readonly onFailure: (error: CodedError) => void;
  readonly onCancelled: (work: Work) => void;
  readonly now: () => number;
}

/** Progress is shown this often at most. */
const PROGRESS_INTERVAL_MS = 100;

export function createJobs({ onFailure, onCancelled, now }: Dependencies): Jobs {
  const store = createStore<JobsState>()(() => ({ jobs: [] }));
  const controllers = new Map<number, AbortController>();
  let lastId = 0;

  const change = (id: number, state: Job["state"]): void => {
    store.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, state } : job)) }));
  };
  const drop = (id: number): void => {
    store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }));
  };

  const run: Jobs["run"] = async (work, perform) => {
    lastId += 1;
    const id = lastId;
    const controller = new AbortController();
    controllers.set(id, controller);
    store.setState(({ jobs }) => ({
      jobs: [
        ...jobs,
        {
          id,
          work,
          startedAtMs: now(),
          state: { status: "running", progress: undefined, cancelling: false },
        },
      ],
    }));
    let shownAtMs = 0;
    let progress: JobProgress | undefined;
    const onProgress = (report: Progress): void => {
      if (controller.signal.aborted) return;
      const samePhase = progress?.phase === report.phase;
      const nowMs = now();
      progress = advance(progress, report, nowMs);
      if (samePhase && nowMs - shownAtMs < PROGRESS_INTERVAL_MS) return;
      shownAtMs = nowMs;
      change(id, { status: "running", progress, cancelling: false });
    };
    try {
      const value = await perform({ signal: controller.signal, onProgress });
      drop(id);
      return value;
    } catch (thrown) {
      if (controller.signal.aborted) {
        drop(id);
        onCancelled(work);
        return undefined;
      }
      const error = asCodedError(thrown, doing(work));
      change(id, { status: "failed", error });
      onFailure(error);
      return undefined;
    } finally {
      controllers.delete(id);
    }
  };

  return {
    store,
    run,
    cancel(id) {
      const job = store.getState().jobs.find((one) => one.id === id);
      if (job?.state.status !== "running") return;
      change(id, { ...job.state, cancelling: true });
      controllers.get(id)?.abort();
    },
    dismiss(id) {
      const job = store.getState().jobs.find((one) => one.id === id);
      if (job?.state.status === "failed") drop(id);
    },
  };
}

/** The one to show where there is room for one: the newest that runs, else the newest that failed. */
export function newestJob(jobs: readonly Job[]): Job | undefined {
  return jobs.findLast(({ state }) => state.status === "running") ?? jobs.at(-1);
}

/** How an error of the work begins. */
export function doing(work: Work): string {
  switch (work.kind) {
    case "starter":
      return "make the starter image";
    case "load":
      return `load ${work.path}`;
    case "save-log":
      return `save the log to ${work.path}`;
    case "save":
      return `save ${work.image}`;
    case "many":
      return `${MANY_VERBS[work.activity]} ${work.count} ${kindOf(work.activity)}`;
  }
}

/** What is done to each, as error messages and English texts name it. */
export const MANY_VERBS = {
  starting: "start",
  stopping: "stop",
  restarting: "restart",
  killing: "kill",
  signalling: "signal",
  pausing: "pause",
  unpausing: "unpause",
  removing: "remove",
  "bringing-back": "bring back",
  "removing-images": "remove",
  "removing-volumes": "remove",
} as const satisfies Record<ManyActivity, string>;

/** To what an activity is done. */
export function kindOf(activity: ManyActivity): Kind {
  if (activity === "removing-images") return "images";
  return activity === "removing-volumes" ? "volumes" : "containers";
}
