import type { ClientCommand } from "./containers/containers.ts";

/** The sessions family: processes started in a running container beside its main one. */
export interface Sessions {
  /** Prepares a session. It lives in the client that runs, or becomes, the command, and ends with it. */
  open(ref: string, options: SessionOptions): Promise<OpenSession>;
}

export interface SessionOptions {
  /** Left out: the best shell that the image has. */
  readonly command?: readonly string[];
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly env?: readonly string[];
  readonly workingDir?: string;
  readonly user?: string;
  readonly detach?: boolean;
}

export interface OpenSession {
  readonly id: string;
  readonly containerId: string;
  readonly argv: readonly string[];
  readonly client: ClientCommand;
}
