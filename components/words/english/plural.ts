const rules = new Intl.PluralRules("en");

/** "1 file", "3 files". */
export function counted(count: number, one: string, other: string): string {
  return `${count} ${plural(count, one, other)}`;
}

export function plural(count: number, one: string, other: string): string {
  return rules.select(count) === "one" ? one : other;
}
