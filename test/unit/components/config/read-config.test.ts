import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DEFAULT_CONFIG } from "../../../../components/config/config.ts";
import { configPath, readConfig } from "../../../../components/config/read-config.ts";

function fileWith(t: TestContext, text: string): string {
  const dir = mkdtempSync(join(tmpdir(), "wherry-config-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const path = join(dir, "config.toml");
  writeFileSync(path, text);
  return path;
}

test("the file stands where XDG and WHERRY_CONFIG say", () => {
  const table: readonly [Record<string, string>, string][] = [
    [{ HOME: "/home/me" }, "/home/me/.config/wherry/config.toml"],
    [{ HOME: "/home/me", XDG_CONFIG_HOME: "/etc/me" }, "/etc/me/wherry/config.toml"],
    // A relative path there is to be ignored, says the XDG specification.
    [{ HOME: "/home/me", XDG_CONFIG_HOME: "here" }, "/home/me/.config/wherry/config.toml"],
    [{ HOME: "/home/me", XDG_CONFIG_HOME: "/etc/me", WHERRY_CONFIG: "/my.toml" }, "/my.toml"],
  ];
  for (const [env, path] of table) assert.equal(configPath(env), path);
});

test("a config that is not there is as good as an empty one, unless it was asked for by name", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "wherry-config-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const { config, problems } = await readConfig({ XDG_CONFIG_HOME: dir }, []);
  assert.deepEqual([config, problems], [DEFAULT_CONFIG, []]);
  const named = await readConfig({ WHERRY_CONFIG: join(dir, "nowhere.toml") }, []);
  assert.equal(named.problems[0]?.kind, "unreadable");
  mkdirSync(join(dir, "wherry/config.toml"), { recursive: true });
  const folder = await readConfig({ XDG_CONFIG_HOME: dir }, []);
  assert.equal(folder.problems[0]?.kind, "unreadable");
});

test("a syntax error is told with its line, and nothing of the file counts", async (t) => {
  const path = fileWith(t, 'theme = "terminal"\n\nprefix = \n');
  const { config, problems } = await readConfig({ WHERRY_CONFIG: path }, []);
  assert.deepEqual(config, DEFAULT_CONFIG);
  assert.partialDeepStrictEqual(problems, [{ kind: "syntax", line: 3 }]);
  assert.ok(problems[0]?.kind === "syntax" && /^\S.*\S$/.test(problems[0].reason), JSON.stringify(problems));
});

test("each problem has the line on which it stands, however the path to it is written", async (t) => {
  const path = fileWith(
    t,
    [
      "# mine",
      'theme = "drk"',
      "",
      "[keys]",
      '"containers.remov" = ["D"] # no such action',
      'containers.stop = ["nokey"]',
      "'images.remove' = 3",
      "[keys.everywhere]",
      'quti = "Q"',
    ].join("\n"),
  );
  const ids = ["containers.remove", "containers.stop", "images.remove", "everywhere.quit"];
  const { problems, lineOf } = await readConfig({ WHERRY_CONFIG: path }, ids);
  assert.deepEqual(
    problems.map(({ kind, line }) => [kind, line]),
    [
      ["bad-value", 2],
      ["unknown-action", 5],
      ["bad-key", 6],
      ["bad-value", 7],
      ["unknown-action", 9],
    ],
  );
  assert.equal(lineOf(["keys", "containers.stop"]), 6);
  assert.equal(lineOf(["language"]), undefined);
});
