import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { Question } from "../overlays/overlay.ts";
import type { Words } from "../words/words.ts";
import { nameList, namesOf, removeTitle } from "./confirm-words.ts";

interface RemoveAnswers {
  readonly trash: () => void;
  readonly forGood: () => void;
}

/** Asks before containers are removed; says which of them have to be killed first. */
export function removeQuestion(
  words: Words,
  targets: readonly ContainerSummary[],
  { trash, forGood }: RemoveAnswers,
): Question {
  const { questions } = words;
  const names = targets.map(({ name }) => name);
  const force = forceLine(words, targets);
  return {
    title: removeTitle(words, "containers", names),
    ...namesOf(words, names),
    ...(force === undefined ? {} : { force }),
    lines: [questions.inTrash(names.length)],
    yes: force === undefined ? questions.remove : questions.killAndRemove,
    run: trash,
    further: { label: questions.forGood, run: forGood },
  };
}

/** Asks before many are stopped or restarted: some of them may be marked and out of sight. */
export function endQuestion(
  words: Words,
  activity: "stopping" | "restarting",
  targets: readonly ContainerSummary[],
  run: () => void,
): Question {
  const { questions } = words;
  const stops = activity === "stopping";
  const title = stops ? questions.stopManyTitle : questions.restartManyTitle;
  return {
    title: title(targets.length),
    ...namesOf(
      words,
      targets.map(({ name }) => name),
    ),
    lines: [stops ? questions.stopsMany : questions.restartsMany],
    yes: stops ? questions.stop : questions.restart,
    run,
  };
}

export function isUp({ state: { status } }: ContainerSummary): boolean {
  return status === "running" || status === "paused";
}

function forceLine(words: Words, targets: readonly ContainerSummary[]): string | undefined {
  const { questions } = words;
  const up = targets.filter(isUp).map(({ name }) => name);
  if (up.length === 0) return undefined;
  if (targets.length === 1) return questions.runsAndIsKilled;
  return up.length === targets.length
    ? questions.allRunAndAreKilled
    : questions.runAndAreKilled(up.length, nameList(words, up));
}

/** Why what needs a running container cannot be done, and how it can when that takes one key. */
export function notRunningReason(
  reasons: Words["reasons"],
  { name, state }: Pick<ContainerSummary, "name" | "state">,
): string {
  return state.status === "paused" ? reasons.isPaused(name) : reasons.notRunning(name);
}
