import type { Containers } from "./containers/containers.ts";
import type { Events } from "./events.ts";
import type { Files } from "./files/files.ts";
import type { Images } from "./images/images.ts";
import type { Sessions } from "./sessions.ts";
import type { System } from "./system/system.ts";

/** Everything a face may ask for. Errors are CodedError. */
export interface Engine extends AsyncDisposable {
  readonly containers: Containers;
  readonly sessions: Sessions;
  readonly images: Images;
  readonly files: Files;
  readonly system: System;
  readonly events: Events;
}
