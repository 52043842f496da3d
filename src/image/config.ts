/** The parts of an OCI image config that Wherry acts on; image-spec's names in camelCase. */
export interface ImageConfig {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly created?: string;
  readonly author?: string;
  readonly process: {
    readonly user: string;
    readonly env: readonly string[];
    readonly entrypoint: readonly string[];
    readonly cmd: readonly string[];
    readonly workingDir: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly stopSignal: string | undefined;
    readonly volumes: readonly string[];
    readonly exposedPorts: readonly string[];
  };
  readonly diffIds: readonly `sha256:${string}`[];
  readonly history: readonly {
    readonly created?: string;
    readonly createdBy: string;
    readonly comment: string;
    readonly emptyLayer: boolean;
  }[];
}
