import { formatBytes } from "../../src/base/units.ts";
import type { ContainerIsolation } from "../../src/engine/containers/isolation.ts";
import type { Words } from "../words/words.ts";

/** A line of the view: a heading, or cells of a row, each as wide as it must be. */
export type IsolationLine =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "row"; readonly cells: readonly string[]; readonly look?: "muted" | "warning" }
  | { readonly kind: "blank" };

/** What isolates a container, section by section, each thing beside the host's own. */
export function isolationLines(seen: ContainerIsolation, words: Words["isolation"]): IsolationLine[] {
  const title = (text: string): IsolationLine[] => [{ kind: "blank" }, { kind: "title", text }];
  const row = (...cells: string[]): IsolationLine => ({ kind: "row", cells });
  const muted = (...cells: string[]): IsolationLine => ({ kind: "row", cells, look: "muted" });
  const yes = (value: boolean): string => (value ? words.yes : words.no);
  const filter = (mode: ContainerIsolation["seccomp"]["mode"]): string =>
    mode === "none" ? words.filterNone : mode === "filter" ? words.filterOn : mode;
  const inode = (value: string | undefined): string => value ?? words.none;
  const totalMs = seen.steps.reduce((sum, { microseconds }) => sum + microseconds, 0);
  return [
    muted(seen.live ? words.live : words.fromSpec),
    ...title(words.namespaces),
    muted("", words.here, words.host),
    ...seen.namespaces.map(
      ({ type, inode: own, hostInode, own: isOwn }): IsolationLine => ({
        kind: "row",
        cells: [type, inode(own), inode(hostInode), isOwn ? words.own : words.hosts],
        ...(isOwn ? {} : { look: "warning" as const }),
      }),
    ),
    ...title(words.identity),
    row(words.user, `${seen.user.uid}:${seen.user.gid}`, seen.user.groups.join(" ")),
    row("no_new_privs", yes(seen.noNewPrivileges.on), words.hostHas(yes(seen.noNewPrivileges.host))),
    row(words.filter, filter(seen.seccomp.mode), words.hostHas(filter(seen.seccomp.host))),
    ...title(words.capabilities),
    ...seen.capabilities.flatMap(({ set, names, host }) => [
      row(set, words.outOf(names.length, host.length)),
      ...chunks(names.map(shortCapability), 5).map((some) => muted("", some.join(" "))),
    ]),
    ...title(words.limits),
    muted("", words.limit, words.used),
    ...seen.limits.map(({ name, limit, used }) => {
      const show = (value: number | undefined): string =>
        value === undefined ? words.none : name === "memory" ? formatBytes(value) : String(value);
      return row(words.limitNames[name], show(limit), name === "cpu" ? "" : show(used));
    }),
    ...(seen.rlimits.length === 0 ? [] : [muted("", words.softHard, words.host)]),
    ...seen.rlimits.map(({ limit, host }) =>
      row(limit.name, pair(limit, words), host === undefined ? "" : pair(host, words)),
    ),
    ...title(words.mounts),
    ...seen.mounts.map(({ path, type, flags, kind }) =>
      kind === "mount"
        ? row(path, type, flags.join(","))
        : muted(path, kind === "masked" ? words.masked : words.readOnly),
    ),
    ...title(words.devices),
    ...seen.devices.map(({ path, device, access }) => row(path, device, access)),
    ...title(words.plan),
    ...(seen.steps.length === 0
      ? [muted(words.neverStarted)]
      : [
          muted(words.total(totalMs)),
          ...seen.steps.map(({ step, where, microseconds }) => row(step, `${microseconds} µs`, where)),
        ]),
  ];
}

/** Columns of the first two cells, so that rows stand under each other. */
export const ISOLATION_COLUMNS = [30, 22, 22] as const;
/** From this width on they have their full room. */
export const ISOLATION_WIDTH = 90;

function pair(
  { soft, hard }: { readonly soft: number | undefined; readonly hard: number | undefined },
  words: Words["isolation"],
): string {
  const show = (value: number | undefined): string => (value === undefined ? words.unlimited : String(value));
  return `${show(soft)} ${show(hard)}`;
}

function shortCapability(name: string): string {
  return name.replace(/^CAP_/, "");
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
