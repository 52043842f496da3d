/** Opens the terminal UI; resolves when the person leaves it. */
export async function start(): Promise<void> {}
