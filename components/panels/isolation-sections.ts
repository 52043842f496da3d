import { formatBytes } from "../../src/base/units.ts";
import type { ContainerIsolation } from "../../src/engine/containers/isolation.ts";
import type { Words } from "../words/words.ts";

export interface IsolationSection {
  readonly title?: string;
  /** Rows of one table stand under each other. */
  readonly tables: readonly (readonly IsolationRow[])[];
}

export interface IsolationRow {
  readonly cells: readonly string[];
  readonly look?: "muted" | "warning";
}

type IsolationWords = Words["isolation"];

/** What isolates a container, section by section, each thing beside the host's own. */
export function isolationSections(seen: ContainerIsolation, words: IsolationWords): IsolationSection[] {
  return [
    { tables: [[muted(seen.live ? words.live : words.fromSpec)]] },
    { title: words.namespaces, tables: [namespaces(seen, words)] },
    { title: words.identity, tables: [identity(seen, words)] },
    { title: words.capabilities, tables: [capabilities(seen, words)] },
    { title: words.limits, tables: [limits(seen, words), processLimits(seen, words)] },
    { title: words.mounts, tables: [mounts(seen, words)] },
    {
      title: words.devices,
      tables: [seen.devices.map(({ path, device, access }) => row(path, device, access))],
    },
    { title: words.plan, tables: steps(seen, words) },
  ];
}

function namespaces(seen: ContainerIsolation, words: IsolationWords): IsolationRow[] {
  const inode = (value: string | undefined): string => value ?? words.none;
  return [
    muted("", words.here, words.host),
    ...seen.namespaces.map(
      ({ type, inode: own, hostInode, own: isOwn }): IsolationRow => ({
        cells: [type, inode(own), inode(hostInode), isOwn ? words.own : words.hosts],
        ...(isOwn ? {} : { look: "warning" }),
      }),
    ),
  ];
}

function identity(
  { user, noNewPrivileges, seccomp }: ContainerIsolation,
  words: IsolationWords,
): IsolationRow[] {
  const yes = (value: boolean): string => (value ? words.yes : words.no);
  const filter = (mode: ContainerIsolation["seccomp"]["mode"]): string =>
    mode === "none" ? words.filterNone : mode === "filter" ? words.filterOn : mode;
  return [
    row(words.user, `${user.uid}:${user.gid}`, user.groups.join(" ")),
    row("no_new_privs", yes(noNewPrivileges.on), words.hostHas(yes(noNewPrivileges.host))),
    row(words.filter, filter(seccomp.mode), words.hostHas(filter(seccomp.host))),
  ];
}

/** The names of a set once; one that is like an earlier set says so. */
function capabilities({ capabilities: sets }: ContainerIsolation, words: IsolationWords): IsolationRow[] {
  return sets.flatMap(({ set, names, host }, index) => {
    const count = words.outOf(names.length, host.length);
    const text = names.map((name) => name.replace(/^CAP_/, "")).join(" ");
    const like = sets.slice(0, index).find((earlier) => earlier.names.join() === names.join());
    if (text === "") return [row(set, count)];
    return like === undefined
      ? [row(set, count), muted("", text)]
      : [row(set, words.sameAs(count, like.set))];
  });
}

function limits({ limits: all }: ContainerIsolation, words: IsolationWords): IsolationRow[] {
  return [
    muted("", words.limit, words.used),
    ...all.map(({ name, limit, used }) => {
      const show = (value: number | undefined): string =>
        value === undefined ? words.none : name === "memory" ? formatBytes(value) : String(value);
      return row(words.limitNames[name], show(limit), name === "cpu" ? "" : show(used));
    }),
  ];
}

function processLimits({ rlimits }: ContainerIsolation, words: IsolationWords): IsolationRow[] {
  if (rlimits.length === 0) return [];
  return [
    muted("", words.softHard, words.host),
    ...rlimits.map(({ limit, host }) =>
      row(limit.name.replace(/^Max /, ""), pair(limit, words), host === undefined ? "" : pair(host, words)),
    ),
  ];
}

/** One number where both are the same. */
function pair(
  { soft, hard }: { readonly soft: number | undefined; readonly hard: number | undefined },
  words: IsolationWords,
): string {
  const both = [soft, hard].map((value) => (value === undefined ? words.unlimited : String(value)));
  return [...new Set(both)].join(" ");
}

function mounts({ mounts: all }: ContainerIsolation, words: IsolationWords): IsolationRow[] {
  return all.map(({ path, type, flags, kind }) =>
    kind === "mount"
      ? row(path, type, flags.join(", "))
      : muted(path, kind === "masked" ? words.masked : words.readOnly),
  );
}

function steps({ steps: all }: ContainerIsolation, words: IsolationWords): IsolationRow[][] {
  if (all.length === 0) return [[muted(words.neverStarted)]];
  const total = all.reduce((sum, { microseconds }) => sum + microseconds, 0);
  return [
    [muted(words.total(total))],
    all.map(({ step, where, microseconds }) => row(step, `${microseconds} µs`, where)),
  ];
}

function row(...cells: string[]): IsolationRow {
  return { cells };
}

function muted(...cells: string[]): IsolationRow {
  return { cells, look: "muted" };
}
