/** "11-23 21:05:03", with the year before it where one asks for it: by the clock of this machine. */
export function clockTime(at: Date, { year = false } = {}): string {
  if (Number.isNaN(at.getTime())) return "";
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${year ? `${at.getFullYear()}-` : ""}${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
