import { CodedError } from "../base/errors.ts";
import type { ContainerSummary } from "../engine/containers/containers.ts";

type Test = (container: ContainerSummary, value: string) => boolean;

const TESTS: Record<string, Test> = {
  id: ({ id }, value) => id.startsWith(value),
  name: ({ name }, value) => name.includes(value.replace(/^\//, "")),
  status: ({ state }, value) => state.status === value,
  exited: ({ state }, value) => state.status === "exited" && state.code === Number(value),
  ancestor: ({ image, imageId }, value) =>
    image === value ||
    image === `${value}:latest` ||
    imageId === value ||
    imageId.startsWith(`sha256:${value}`),
  label: ({ labels }, value) => {
    const [key = "", ...rest] = value.split("=");
    return Object.hasOwn(labels, key) && (rest.length === 0 || labels[key] === rest.join("="));
  },
};

/** Reads `ps --filter KEY=value`s: values of one key are alternatives, labels and different keys must all fit. Throws `invalid`. */
export function containerFilter(texts: readonly string[]): (container: ContainerSummary) => boolean {
  const filters = texts.map(parseFilter);
  const keys = [...new Set(filters.map(({ key }) => key))];
  return (container) =>
    keys.every((key) => {
      const test = TESTS[key]!;
      const values = filters.filter((filter) => filter.key === key).map(({ value }) => value);
      return key === "label"
        ? values.every((value) => test(container, value))
        : values.some((value) => test(container, value));
    });
}

function parseFilter(text: string): { key: string; value: string } {
  const at = text.indexOf("=");
  const key = text.slice(0, Math.max(0, at));
  if (!Object.hasOwn(TESTS, key)) {
    throw new CodedError("invalid", "invalid-filter", `read --filter: "${text}" is not understood`, {
      hint: `write KEY=value with one of ${Object.keys(TESTS).join(", ")}`,
    });
  }
  return { key, value: text.slice(at + 1) };
}
