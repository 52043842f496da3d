/** The networks family of the engine. */
export interface Networks {
  list(): Promise<Network[]>;
  /** Throws not-found. */
  inspect(name: string): Promise<Network>;
}

export interface Network {
  readonly name: string;
  /** How its containers are connected; `null` is Docker's word for not at all. */
  readonly driver: "null" | "host";
  readonly members: readonly NetworkMember[];
}

export interface NetworkMember {
  readonly containerId: string;
  readonly containerName: string;
}
