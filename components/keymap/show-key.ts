/** A canonical key as footer and help print it: "ctrl-d", "↑", "pgdn". */
export function showKey(key: string, { ascii = false }: { ascii?: boolean } = {}): string {
  return key
    .split(/(?<=.)-(?=.)/)
    .map((part) => (ascii ? undefined : ARROWS[part]) ?? SHORT[part] ?? part)
    .join("-");
}

const ARROWS: Record<string, string> = { up: "↑", down: "↓", left: "←", right: "→" };
const SHORT: Record<string, string> = { pageup: "pgup", pagedown: "pgdn", delete: "del", insert: "ins" };
