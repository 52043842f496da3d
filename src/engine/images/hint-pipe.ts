import { CodedError } from "../../base/errors.ts";
import { joinWords } from "../../base/shell-words.ts";
import type { ArchiveSource } from "../../image/archive/archive-files.ts";
import { ForeignCompression } from "../../image/layer/compression.ts";
import { findProgram } from "../../image/starter/programs.ts";

/** Gives an error on, and to one over a compression that we do not read the command line that does. */
export function hintPipe(thrown: unknown, source: ArchiveSource, words: readonly string[]): unknown {
  if (!(thrown instanceof ForeignCompression)) return thrown;
  const { kind, code, message, program } = thrown;
  const isHere = findProgram(program, process.env.PATH ?? "") !== undefined;
  const unpack = "path" in source ? joinWords([program, "-dc", source.path]) : `… | ${program} -dc`;
  const pipe = `${unpack} | ${joinWords(["wherry", ...words])}`;
  return new CodedError(kind, code, message, {
    hint: isHere ? pipe : `install ${program}, then ${pipe}`,
    cause: thrown,
  });
}
