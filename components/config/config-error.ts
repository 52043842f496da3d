import { assertNever, CodedError } from "../../src/base/errors.ts";
import type { Words } from "../words/words.ts";
import type { ConfigProblem } from "./problem.ts";

/** All that is wrong with the config file as one error, with places and hints; the first stands for the rest. */
export function configError(
  path: string,
  problems: readonly ConfigProblem[],
  words: Words["config"],
): CodedError | undefined {
  const [first, ...rest] = problems.map((problem) => {
    const where = problem.line === undefined ? path : words.line(path, problem.line);
    const { what, hint } = wordsOf(problem, words);
    return new CodedError("invalid", "bad-config", `${where}: ${what}`, hint === undefined ? {} : { hint });
  });
  if (first === undefined || rest.length === 0) return first;
  return new CodedError(first.kind, first.code, first.message, {
    ...(first.hint === undefined ? {} : { hint: first.hint }),
    cause: new AggregateError(rest),
  });
}

interface Worded {
  readonly what: string;
  readonly hint?: string | undefined;
}

function wordsOf(problem: ConfigProblem, words: Words["config"]): Worded {
  const meant = (nearest: string | undefined): string | undefined =>
    nearest === undefined ? undefined : words.didYouMean(nearest);
  switch (problem.kind) {
    case "unreadable":
      return { what: problem.reason, hint: words.mendFile };
    case "syntax":
      return { what: problem.reason, hint: words.mendSyntax };
    case "unknown-option":
      return { what: words.unknownOption(problem.path.join(".")), hint: meant(problem.nearest) };
    case "unknown-action":
      return { what: words.unknownAction(problem.id), hint: meant(problem.nearest) ?? words.helpShowsIds };
    case "bad-key":
      return { what: words.badKey(problem.key), hint: words.keysLookLike };
    case "clash":
      return { what: words.clash(problem.key, problem.id, problem.other), hint: words.chooseOtherKey };
    case "bad-value": {
      const { path, wanted } = problem;
      const name = path.at(-1) ?? "";
      if (wanted === "keys") return { what: words.wantsKeys(name), hint: words.keysLookLike };
      if (wanted === "table") return { what: words.wantsTable(name) };
      return { what: words.wantsOneOf(name, wanted.oneOf.join(", ")) };
    }
    default:
      return assertNever(problem);
  }
}
