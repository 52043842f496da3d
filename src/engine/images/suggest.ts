/** Of the known names the one that was probably meant; undefined where none comes near. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  const wanted = text.toLowerCase();
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = Math.min(
      editDistance(wanted, name),
      editDistance(wanted, nameOf(name)),
      beginsAlike(wanted, name),
    );
    if (best === undefined || distance < best.distance) best = { name, distance };
  }
  return best !== undefined && best.distance <= Math.max(1, Math.floor(wanted.length / 3))
    ? best.name
    : undefined;
}

/** Without the tag: people often get only that wrong. */
function nameOf(reference: string): string {
  return reference.replace(/:[^:/]*$/, "");
}

function beginsAlike(wanted: string, name: string): number {
  const [own, other] = [nameOf(wanted), nameOf(name)];
  return own.length >= 3 && (other.startsWith(own) || other.split("/").at(-1) === own)
    ? 1
    : Number.POSITIVE_INFINITY;
}

/** How many letters to add, drop or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[line - 1] === to[column - 1] ? 0 : 1;
      next.push(Math.min(row[column]! + 1, next[column - 1]! + 1, row[column - 1]! + same));
    }
    row = next;
  }
  return row[to.length]!;
}
