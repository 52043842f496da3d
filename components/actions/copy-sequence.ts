/** The sequence with which a terminal takes text to the clipboard of the person's machine, over ssh too (OSC 52). */
export function copySequence(text: string): string {
  return `\x1b]52;c;${Buffer.from(text).toString("base64")}\x07`;
}
