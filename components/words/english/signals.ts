import { counted } from "./plural.ts";

/** Which signal a process gets, and what each does to a program that does not care for it. */
export const signals = {
  title: (name: string) => `Send a signal to ${name}`,
  titleMany: (count: number) => `Send a signal to ${counted(count, "container", "containers")}`,
  whatStays: (count: number): string =>
    count === 1
      ? "What it wrote stays, also when it ends; {containers.stop} starts it again."
      : "What they wrote stays, also when they end; {containers.stop} starts them again.",
  send: "send",
  sent: (signal: string, name: string) => `sent ${signal} to ${name}`,
  details: {
    HUP: "many read their settings again, others end",
    INT: "what ctrl-c sends: end what is under way",
    QUIT: "end and leave a core dump; some end in peace",
    ILL: "it came upon an instruction that does not exist",
    TRAP: "a debugger's stop",
    ABRT: "end at once and leave a core dump",
    BUS: "it touched memory that is not there",
    FPE: "its arithmetic went wrong, as 1 / 0 does",
    KILL: "ends it at once; it cannot tidy up or refuse",
    USR1: "the program decides what it means",
    SEGV: "it touched memory that is not its own",
    USR2: "the program decides what it means",
    PIPE: "nobody reads what it writes",
    ALRM: "a timer ran out",
    TERM: "asks it to end; it can tidy up first",
    STKFLT: "unused on today's machines",
    CHLD: "a child of it ended",
    CONT: "goes on after STOP",
    STOP: "holds it where it stands until CONT; no refusal",
    TSTP: "what ctrl-z sends: stop, if it likes",
    TTIN: "it read from a terminal that is not its own",
    TTOU: "it wrote to a terminal that is not its own",
    URG: "urgent bytes came in on a socket",
    XCPU: "it used up its processor time",
    XFSZ: "it wrote a file past its limit",
    VTALRM: "a timer of its own time ran out",
    PROF: "a profiler's timer ran out",
    WINCH: "its terminal has another size; some end in peace",
    IO: "a descriptor is ready",
    PWR: "the power fails",
    SYS: "it made a system call that is not allowed",
  },
  realTime: "real-time; the program decides what it means",
};
