import assert from "node:assert/strict";
import { hostname } from "node:os";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import type { CreateOptions } from "../../../../src/engine/containers/containers.ts";
import { processSettings } from "../../../../src/engine/containers/process-settings.ts";
import { imageConfig } from "../../../support/containers-context.ts";

const ID = "0123456789abcdef".repeat(4);
const settings = (image: Parameters<typeof imageConfig>[0], options: Partial<CreateOptions> = {}) =>
  processSettings(ID, imageConfig(image), { image: "starter", ...options });

test("entrypoint and command combine as in Docker", () => {
  const image = { entrypoint: ["/entry", "-x"], cmd: ["serve"] };
  const cases: [Partial<CreateOptions>, string[]][] = [
    [{}, ["/entry", "-x", "serve"]],
    [{ command: ["other", "arg"] }, ["/entry", "-x", "other", "arg"]],
    [{ command: [] }, ["/entry", "-x", "serve"]],
    [{ entrypoint: ["/mine"] }, ["/mine"]],
    [{ entrypoint: ["/mine"], command: ["arg"] }, ["/mine", "arg"]],
    [{ entrypoint: [], command: ["ls"] }, ["ls"]],
    [{ entrypoint: [""], command: ["ls", ""] }, ["ls", ""]],
  ];
  for (const [options, argv] of cases) assert.deepEqual(settings(image, options).argv, argv);
});

test("nothing to run is refused with a hint", () => {
  const nothing: [Parameters<typeof imageConfig>[0], Partial<CreateOptions>][] = [
    [{ cmd: [] }, {}],
    [{ entrypoint: ["/entry"], cmd: ["serve"] }, { entrypoint: [] }],
    [{}, { command: [""] }],
  ];
  for (const [image, options] of nothing) {
    assert.throws(
      () => settings(image, options),
      (error) => error instanceof CodedError && error.code === "no-command",
    );
  }
});

test("a later variable takes the place of an earlier one, and a name alone passes the host's on", () => {
  const { env } = settings(
    { env: ["PATH=/image", "A=image", "B=image", "C=image"] },
    {
      tty: true,
      env: ["A=asked", "HOSTVAR", "B", "EMPTY="],
      hostEnv: { HOSTVAR: "from host", SECRET: "no" },
    },
  );
  assert.deepEqual(env, [
    "PATH=/image",
    "HOSTNAME=0123456789ab",
    "TERM=xterm",
    "A=asked",
    "C=image",
    "HOSTVAR=from host",
    "EMPTY=",
  ]);
});

test("without a terminal there is no TERM, and PATH has Docker's default", () => {
  assert.deepEqual(settings({}).env, [
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOSTNAME=0123456789ab",
  ]);
});

test("the host name is the short id, the one asked for, or the host's on its network", () => {
  assert.equal(settings({}).hostname, "0123456789ab");
  assert.equal(settings({}, { hostname: "web.example" }).hostname, "web.example");
  assert.equal(settings({}, { network: "host" }).hostname, hostname());
});

test("what cannot be is refused", () => {
  const wrong: Partial<CreateOptions>[] = [
    { env: ["=value"] },
    { env: [""] },
    { env: ["A=\0"] },
    { workingDir: "relative" },
    { hostname: "-x" },
    { hostname: "x".repeat(65) },
    { hostname: "a b" },
    { command: ["a\0b"] },
  ];
  for (const options of wrong) {
    assert.throws(
      () => settings({}, options),
      (error) => error instanceof CodedError && error.kind === "invalid",
      JSON.stringify(options),
    );
  }
});
