import { CodedError } from "../../base/errors.ts";

/**
 * Stops a decompression bomb: a few kilobytes that unpack to as much as the disk holds. Real layers shrink to a
 * quarter, logs and sparse-like files to a fiftieth; gzip's limit is a thousandth.
 */
export class ExpansionLimit {
  expandedBytes = 0;
  #sourceBytes = 0;
  readonly #doing: string;

  constructor(doing: string) {
    this.#doing = doing;
  }

  read(sizeBytes: number): void {
    this.#sourceBytes += sizeBytes;
  }

  /** Throws `invalid` once the content has grown out of all proportion to its source. */
  expanded(sizeBytes: number): void {
    this.expandedBytes += sizeBytes;
    if (this.expandedBytes <= HARMLESS_BYTES || this.expandedBytes <= this.#sourceBytes * MOST_TIMES) return;
    throw new CodedError(
      "invalid",
      "expands-too-much",
      `${this.#doing}: it unpacks to more than ${MOST_TIMES} times its size`,
      {
        hint: "such a layer is made to fill the disk; do not use this image",
      },
    );
  }
}

const HARMLESS_BYTES = 512 * 1024 ** 2;
const MOST_TIMES = 200;
