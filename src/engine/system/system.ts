/** The system family of the engine. */
export interface System {
  info(): Promise<SystemInfo>;
  doctor(): Promise<Finding[]>;
}

export interface SystemInfo {
  readonly version: string;
  readonly dataDir: string;
  readonly runDir: string;
  readonly driver: string;
  readonly rootless: boolean;
  readonly kernel: string;
  readonly cgroup: "v1" | "v2" | "hybrid" | "none";
}

export interface Finding {
  /** "cgroup memory", "overlay", "user namespaces", … */
  readonly subject: string;
  readonly verdict: "ok" | "degraded" | "missing";
  readonly detail: string;
  /** The exact command or setting that mends it. */
  readonly remedy?: string;
}
