/** The system family of the engine. */
export interface System {
  info(): Promise<SystemInfo>;
  doctor(): Promise<Finding[]>;
  /** What takes disk space: images, containers, volumes, the trash. */
  diskUse(): Promise<DiskUse[]>;
}

export interface DiskUse {
  readonly kind: "images" | "containers" | "volumes" | "trash";
  readonly count: number;
  /** Those in use. */
  readonly active: number;
  readonly sizeBytes: number;
  /** What removing those that are not in use would free. */
  readonly freeableBytes: number;
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
