import { constants } from "node:os";
import type { ChoiceRow } from "../overlays/choice.ts";
import type { Words } from "../words/words.ts";

/** Linux numbers real-time signals so; what the first two are for is the C library's secret. */
const RTMIN = 34;
const RTMAX = 64;

/** Every signal there is, those in `first` before the others, which go by number. */
export function signalRows({ signals }: Words, first: readonly string[]): ChoiceRow[] {
  const details: Readonly<Record<string, string>> = signals.details;
  const row = (number: number, [name = "", ...others]: readonly string[]): ChoiceRow => ({
    name,
    aside: String(number),
    detail: details[name] ?? signals.realTime,
    also: [String(number), `SIG${name}`, ...others, ...others.map((other) => `SIG${other}`)],
  });
  const rank = ({ name }: ChoiceRow): number => {
    const at = first.indexOf(name);
    return at < 0 ? first.length : at;
  };
  const classic = [...Map.groupBy(Object.entries(constants.signals), ([, number]) => number)]
    .toSorted(([a], [b]) => a - b)
    .map(([number, names]) =>
      row(
        number,
        names.map(([name]) => name.replace(/^SIG/, "")),
      ),
    )
    .sort((a, b) => rank(a) - rank(b));
  const realTime = Array.from({ length: RTMAX - RTMIN + 1 }, (_, index) =>
    row(RTMIN + index, realTimeNames(index)),
  );
  return [...classic, ...realTime];
}

/** What ends a container at once comes first: that is what the key is for. */
export const FOR_CONTAINERS = ["KILL", "TERM", "HUP", "INT", "QUIT", "USR1", "USR2", "STOP", "CONT"];
export const FOR_PROCESSES = ["TERM", "KILL", ...FOR_CONTAINERS.slice(2)];

/** Counted from the nearer end first, as `kill -l` does. */
function realTimeNames(index: number): string[] {
  const back = RTMAX - RTMIN - index;
  const names = [index === 0 ? "RTMIN" : `RTMIN+${index}`, back === 0 ? "RTMAX" : `RTMAX-${back}`];
  return index <= back ? names : names.reverse();
}
