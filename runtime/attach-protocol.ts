import { FormatError } from "./fields.ts";

/** Frames of the attach socket (native/PROTOCOL.md): u8 kind, u32 little-endian length, payload. */
export type ClientFrame =
  | { readonly kind: "hello"; readonly flags: HelloFlags; readonly rows: number; readonly columns: number }
  | { readonly kind: "input"; readonly bytes: Uint8Array }
  | { readonly kind: "end of input" }
  | { readonly kind: "window"; readonly rows: number; readonly columns: number }
  | { readonly kind: "signal"; readonly signal: number };

export interface HelloFlags {
  readonly wantsOutput?: boolean;
  readonly sendsInput?: boolean;
  readonly replay?: boolean;
  readonly start?: boolean;
  readonly redraw?: boolean;
  /** To be told whether the container has a terminal. */
  readonly asksTerminal?: boolean;
}

export type MonitorFrame =
  | { readonly kind: "output"; readonly stream: "stdout" | "stderr"; readonly bytes: Uint8Array }
  | { readonly kind: "live" }
  | { readonly kind: "terminal"; readonly isThere: boolean }
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "failed"; readonly message: string };

const HEADER_BYTES = 5;
const MAX_PAYLOAD_BYTES = 65_536;

export function encodeClientFrame(frame: ClientFrame): Buffer {
  switch (frame.kind) {
    case "hello": {
      const payload = Buffer.alloc(5);
      payload.writeUInt8(helloBits(frame.flags), 0);
      payload.writeUInt16LE(frame.rows, 1);
      payload.writeUInt16LE(frame.columns, 3);
      return encode("H", payload);
    }
    case "input":
      return encode("I", frame.bytes);
    case "end of input":
      return encode("E", Buffer.alloc(0));
    case "window": {
      const payload = Buffer.alloc(4);
      payload.writeUInt16LE(frame.rows, 0);
      payload.writeUInt16LE(frame.columns, 2);
      return encode("W", payload);
    }
    case "signal":
      return encode("K", Uint8Array.of(frame.signal));
  }
}

/** Turns the monitor's bytes, however they are cut, into frames. Throws FormatError for what is no frame. */
export class MonitorFrameDecoder {
  #pending: Buffer = Buffer.alloc(0);

  push(chunk: Uint8Array): MonitorFrame[] {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const frames: MonitorFrame[] = [];
    while (this.#pending.length >= HEADER_BYTES) {
      const length = this.#pending.readUInt32LE(1);
      if (length > MAX_PAYLOAD_BYTES)
        throw new FormatError(`read attach frame: ${length} bytes are too many`);
      const end = HEADER_BYTES + length;
      if (this.#pending.length < end) break;
      frames.push(decodeMonitorFrame(this.#pending[0]!, this.#pending.subarray(HEADER_BYTES, end)));
      this.#pending = this.#pending.subarray(end);
    }
    return frames;
  }
}

function decodeMonitorFrame(code: number, payload: Buffer): MonitorFrame {
  switch (String.fromCharCode(code)) {
    case "O":
      return { kind: "output", stream: "stdout", bytes: payload };
    case "R":
      return { kind: "output", stream: "stderr", bytes: payload };
    case "L":
      return { kind: "live" };
    case "T":
      return { kind: "terminal", isThere: payload[0] === 1 };
    case "X":
      if (payload.length !== 4) throw new FormatError("read attach frame: the exit code is not 4 bytes");
      return { kind: "exited", code: payload.readUInt32LE() };
    case "F":
      return { kind: "failed", message: payload.toString() };
    default:
      throw new FormatError(`read attach frame: there is no kind ${code}`);
  }
}

function helloBits(flags: HelloFlags): number {
  return (
    (flags.wantsOutput ? 1 : 0) |
    (flags.sendsInput ? 2 : 0) |
    (flags.replay ? 4 : 0) |
    (flags.start ? 8 : 0) |
    (flags.redraw ? 16 : 0) |
    (flags.asksTerminal ? 32 : 0)
  );
}

function encode(kind: string, payload: Uint8Array): Buffer {
  if (payload.length > MAX_PAYLOAD_BYTES) {
    throw new RangeError(`write attach frame: ${payload.length} bytes are too many`);
  }
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  frame.write(kind, 0, "latin1");
  frame.writeUInt32LE(payload.length, 1);
  frame.set(payload, HEADER_BYTES);
  return frame;
}
