import { CodedError } from "../../base/errors.ts";
import type { CommandContext, Input } from "../command.ts";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { print } from "../output/streams.ts";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export async function run({ args }: Input, { commands }: CommandContext): Promise<number> {
  const [shell = ""] = args;
  if (!Object.hasOwn(SHELLS, shell)) {
    throw new CodedError("invalid", "unknown-shell", `complete for ${shell}: this shell is not known`, {
      hint: "choose bash, zsh or fish",
    });
  }
  print(SHELLS[shell as keyof typeof SHELLS](commands));
  return 0;
}
