import { CodedError } from "../../base/errors.ts";
import type { CommandContext, Input } from "../command.ts";
import { commandHelp, overview } from "../help.ts";
import { print } from "../output/streams.ts";

export async function run({ args }: Input, { commands }: CommandContext): Promise<number> {
  const name = args.length === 0 ? undefined : args.join(" ");
  const entry = commands.find(
    (candidate) => candidate.name === name || candidate.aliases.includes(String(name)),
  );
  if (name !== undefined && entry === undefined) {
    throw new CodedError("invalid", "unknown-command", `explain ${name}: there is no such command`, {
      hint: '"wherry help" lists the commands',
    });
  }
  print(entry === undefined ? overview(commands) : commandHelp(entry));
  return 0;
}
