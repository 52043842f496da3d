import type { FileModel } from "./file-model.ts";

/** How a person looks at a tree. */
export interface FileView {
  /** Paths of the directories that show what is in them. */
  readonly unfolded: ReadonlySet<string>;
  readonly onlyChanges: boolean;
  /** Part of a path, in any case; empty shows all. */
  readonly filter: string;
}

/**
 * Positions (in the model) of the nodes that are to be seen, in order. Under a filter, what matches is shown with the
 * directories on its way, folded or not.
 */
export function visibleRows(model: FileModel, view: FileView): readonly number[] {
  return view.filter === "" ? unfoldedRows(model, view) : matchingRows(model, view);
}

function unfoldedRows({ nodes }: FileModel, { unfolded, onlyChanges }: FileView): number[] {
  const rows: number[] = [];
  let index = 0;
  while (index < nodes.length) {
    const node = nodes[index];
    if (node === undefined) break;
    if (onlyChanges && !node.touched) {
      index = node.end;
      continue;
    }
    rows.push(index);
    index = node.isDirectory && !unfolded.has(node.path) ? node.end : index + 1;
  }
  return rows;
}

function matchingRows({ nodes }: FileModel, { filter, onlyChanges }: FileView): number[] {
  const wanted = filter.toLowerCase();
  const rows: number[] = [];
  /** Directories on the way to the present node that are not shown yet. */
  const way: number[] = [];
  for (const [index, node] of nodes.entries()) {
    while (way.length > 0 && (nodes[way.at(-1) ?? 0]?.end ?? 0) <= index) way.pop();
    const hidden = onlyChanges && !node.touched;
    if (!hidden && node.path.toLowerCase().includes(wanted)) {
      rows.push(...way, index);
      way.length = 0;
    } else if (node.isDirectory) {
      way.push(index);
    }
  }
  return rows;
}

/** What is unfolded when a tree is first shown: small trees whole, larger ones down a chain of single folders. */
export function unfoldedAtFirst(model: FileModel): ReadonlySet<string> {
  const directories = model.nodes.filter((node) => node.isDirectory);
  if (model.nodes.length <= SMALL_TREE) return new Set(directories.map(({ path }) => path));
  const unfolded = new Set<string>();
  let [start, end] = [0, model.nodes.length];
  for (;;) {
    const only = model.nodes[start];
    if (only === undefined || !only.isDirectory || only.end !== end) return unfolded;
    unfolded.add(only.path);
    [start, end] = [start + 1, only.end];
  }
}

const SMALL_TREE = 60;
