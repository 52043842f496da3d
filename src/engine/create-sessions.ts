import { newId } from "../base/ids.ts";
import { withHome } from "./containers/build-spec.ts";
import { bundleOf } from "./containers/bundle.ts";
import { capabilitiesOf } from "./containers/capabilities.ts";
import type { ContainersContext } from "./containers/context.ts";
import { rlimitsOf } from "./containers/process-limits.ts";
import { settleAll } from "./containers/recovery.ts";
import { isPaused, notRunning, resolveContainer } from "./containers/resolve.ts";
import { seccompOf } from "./containers/seccomp.ts";
import { findShell } from "./containers/shell.ts";
import { findUser, runningFolders } from "./containers/stack.ts";
import { readDefinition } from "./containers/start.ts";
import type { OpenSession, SessionOptions, Sessions } from "./sessions.ts";

/** The sessions family. */
export function createSessions(context: ContainersContext): Sessions {
  return { open: (ref, options) => openSession(context, ref, options) };
}

async function openSession(
  context: ContainersContext,
  ref: string,
  options: SessionOptions,
): Promise<OpenSession> {
  await settleAll(context);
  const row = resolveContainer(context.state, ref, "open session in");
  if (row.state.status !== "running") throw notRunning(row.name, "open session in");
  if (row.state.paused) throw isPaused(row.name, "open session in");
  const bundle = bundleOf(context.root, row.id);
  const definition = readDefinition(context, row.id);
  const folders = runningFolders(row.state.pid);
  const user = await findUser(folders, options.user ?? definition.process.user, definition.options.groups);
  const argv = options.command?.length ? options.command : [await findShell(folders, row.name)];
  const id = newId();
  const capabilities = capabilitiesOf(user, definition.options);
  const { pid, startTicks } = row.state;
  const driver = await context.driver();
  const client = await driver.joinCommand(
    { ...bundle, pid, startTicks },
    {
      id,
      args: argv,
      env: withHome(environmentOf(definition.process.env, options), user),
      cwd: options.workingDir ?? definition.process.workingDir,
      user: { uid: user.uid, gid: user.gid, additionalGids: user.additionalGids },
      capabilities,
      rlimits: rlimitsOf(definition.options),
      noNewPrivileges: definition.options.noNewPrivileges ?? false,
      seccomp: seccompOf(definition.options, capabilities.bounding),
      tty: options.tty,
      stdin: options.stdin,
      detach: options.detach ?? false,
    },
  );
  return { id, containerId: row.id, argv, client };
}

/** The container's own, with TERM for a terminal, and what was asked over it. */
function environmentOf(containerEnv: readonly string[], { env = [], tty }: SessionOptions): string[] {
  const values = new Map(containerEnv.map((entry) => [entry.split("=", 1)[0], entry]));
  if (tty && !values.has("TERM")) values.set("TERM", "TERM=xterm");
  for (const entry of env) if (entry.indexOf("=") > 0) values.set(entry.split("=", 1)[0], entry);
  return [...values.values()];
}
