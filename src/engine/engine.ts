import type { Containers } from "./containers/containers.ts";
import type { Events } from "./events.ts";
import type { Files } from "./files/files.ts";
import type { Images } from "./images/images.ts";
import type { Networks } from "./networks/networks.ts";
import type { Sessions } from "./sessions.ts";
import type { System } from "./system/system.ts";
import type { Volumes } from "./volumes/volumes.ts";

/** Everything a face may ask for. Errors are CodedError. */
export interface Engine extends AsyncDisposable {
  readonly containers: Containers;
  readonly sessions: Sessions;
  readonly images: Images;
  readonly files: Files;
  readonly volumes: Volumes;
  readonly networks: Networks;
  readonly system: System;
  readonly events: Events;
}
