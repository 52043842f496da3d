import type { ExitRecord } from "./driver.ts";
import { Field, FormatError } from "./fields.ts";

/** Reads what the monitor wrote (native/PROTOCOL.md). Throws FormatError. */
export function parseExitRecord(text: string): ExitRecord {
  const record = new Field(parseJson(text), "exit record");
  const failed = record.field("failed").optional((field) => field.text());
  return {
    code: record.field("code").integer(0, 255),
    signal: record.field("signal").integer(0, 64),
    finishedAt: parseTime(record.field("finishedAt")),
    oomKilled: record.field("oom").boolean(),
    ...(failed === undefined ? {} : { failed }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError("read exit record: it is not JSON");
  }
}

function parseTime(field: Field): string {
  const text = field.text();
  if (Number.isNaN(Date.parse(text))) throw field.wrong("a time");
  return text;
}
