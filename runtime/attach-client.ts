import { once } from "node:events";
import { connect } from "node:net";
import { encodeClientFrame } from "./attach-protocol.ts";

/**
 * Asks a container's monitor to send a signal to its main process. Resolves with true once the monitor has read
 * it, with false when there is no monitor.
 */
export async function signalThroughMonitor(attachSocket: string, signal: number): Promise<boolean> {
  const socket = connect(attachSocket);
  try {
    await once(socket, "connect");
  } catch {
    return false;
  }
  // The monitor may end, with its container, at any moment from here on; that is what was asked for.
  socket.on("error", () => {});
  socket.resume();
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(encodeClientFrame({ kind: "hello", flags: {}, rows: 0, columns: 0 }));
  socket.end(encodeClientFrame({ kind: "signal", signal }));
  await closed;
  return true;
}
