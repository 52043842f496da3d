import type { Step } from "../opcodes.ts";

export interface Program {
  readonly cwd: string;
  readonly env: readonly string[];
  readonly args: readonly string[];
}

/** What runs, where and with which environment: the last steps of every plan. */
export function planProgram({ cwd, env, args }: Program): Step[] {
  return [
    { step: "working_directory", where: "process.cwd", path: cwd, make: 0 },
    { step: "environment", where: "process.env", variables: env },
    { step: "exec", where: "process.args", args },
  ];
}
