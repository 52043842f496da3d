import { setFlagsFromString } from "node:v8";

/** Keeps the heap small while a person works: what their keys leave behind is collected before more memory is taken. */
export interface Thrift extends Disposable {
  /** Something was typed. */
  used(): void;
}

/** A collection each time costs more at rest, where hardly anything is left behind; so it ends with the typing. */
const REST_MS = 5000;

/** After some hundred keys a third less memory is held, for a few milliseconds more of a key's p95. */
export function createThrift(): Thrift {
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => {
    timer = undefined;
    setFlagsFromString("--no-optimize-for-size");
  };
  return {
    used() {
      if (timer === undefined) setFlagsFromString("--optimize-for-size");
      else clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
    },
  };
}
