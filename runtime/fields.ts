/** Data from outside that is not what it should be. The message reads "read spec: mounts[2].source is missing". */
export class FormatError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FormatError";
  }
}

/**
 * One value of unknown data with its place in it: `field("mounts").items()[2].field("source").text()`. Every
 * reader throws a FormatError that names the place.
 */
export class Field {
  readonly #value: unknown;
  readonly #what: string;
  readonly #place: string;

  constructor(value: unknown, what: string, place = "") {
    this.#value = value;
    this.#what = what;
    this.#place = place;
  }

  field(name: string): Field {
    const value = (this.object() as Record<string, unknown>)[name];
    return new Field(value, this.#what, this.#place === "" ? name : `${this.#place}.${name}`);
  }

  items(): Field[] {
    if (!Array.isArray(this.#value)) throw this.wrong("a list");
    return this.#value.map((item, index) => new Field(item, this.#what, `${this.#place}[${index}]`));
  }

  entries(): [string, Field][] {
    return Object.keys(this.object()).map((name) => [name, this.field(name)]);
  }

  text(): string {
    if (typeof this.#value !== "string") throw this.wrong("a text");
    if (this.#value.includes("\0")) throw this.wrong("free of NUL characters");
    return this.#value;
  }

  absolutePath(): string {
    const path = this.text();
    if (!path.startsWith("/")) throw this.wrong("an absolute path");
    return path;
  }

  /** A whole number, as far as a double tells; the bounds are included. */
  integer(minimum: number, maximum: number): number {
    const value = this.#value;
    if (typeof value !== "number" || !Number.isInteger(value)) throw this.wrong("a whole number");
    if (value < minimum || value > maximum) throw this.wrong(`between ${minimum} and ${maximum}`);
    return value;
  }

  boolean(): boolean {
    if (typeof this.#value !== "boolean") throw this.wrong("true or false");
    return this.#value;
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const text = this.text();
    if (!(choices as readonly string[]).includes(text)) throw this.wrong(`one of ${choices.join(", ")}`);
    return text as Choice;
  }

  /** Reads with `read` when there is something, else undefined. */
  optional<Value>(read: (field: Field) => Value): Value | undefined {
    return this.#value === undefined || this.#value === null ? undefined : read(this);
  }

  /** "read spec: mounts[2].destination is not an absolute path" */
  wrong(expected: string): FormatError {
    const place = this.#place === "" ? "it" : this.#place;
    const verdict = this.#value === undefined ? "is missing" : `is not ${expected}`;
    return new FormatError(`read ${this.#what}: ${place} ${verdict}`);
  }

  private object(): object {
    const value = this.#value;
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.wrong("an object");
    return value;
  }
}
