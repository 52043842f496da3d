import assert from "node:assert/strict";
import { test } from "node:test";
import { changeField, type Form } from "../../../../components/overlays/form.ts";
import { formDialog } from "../../../../components/overlays/form-dialog.ts";
import { openSessionForm, sessionProblems } from "../../../../components/overlays/session-form.ts";
import { createTextField } from "../../../../components/widgets/text-field.ts";
import { english } from "../../../../components/words/english.ts";
import { CodedError } from "../../../../src/base/errors.ts";
import type { ShellOptions } from "../../../../src/stores/sessions-store.ts";
import { PLAIN_THEME } from "../../../support/desk.ts";

test("what stays empty is left to the container, what is written is asked for", async () => {
  assert.deepEqual(await asked({}), [{}]);
  assert.deepEqual(await asked({ command: "psql -U 'the app'", user: "daemon", directory: "/srv" }), [
    { command: ["psql", "-U", "the app"], user: "daemon", workingDir: "/srv" },
  ]);
});

test("a directory that starts nowhere and an open quote are told beside their fields, and nothing is asked for", () => {
  const form = filled({ command: "sh 'x", directory: "srv" }, []);
  const read = form.read(form);
  assert.ok(read.status === "refused");
  assert.match(read.problems.command ?? "", /not closed/);
  assert.match(read.problems.directory ?? "", /from the root/);
});

test("a user that the container does not know is told beside the user", () => {
  const error = new CodedError("invalid", "unknown-user", 'find user "x": no such user');
  assert.deepEqual(sessionProblems(error), { user: 'find user "x": no such user' });
  const other = new CodedError("conflict", "paused", "it is paused", { hint: "let it go on" });
  assert.deepEqual(sessionProblems(other), { form: "it is paused; let it go on" });
});

test("the form as it is shown", () => {
  const { rows } = formDialog(
    filled({ user: "daemon" }, []),
    { columns: 80, rows: 24 },
    { theme: PLAIN_THEME, words: english.form },
  );
  assert.deepEqual(rows, [
    "╭─ One more process in web ────────────────────────────────────────────────╮",
    "│                                                                          │",
    "│ ▌Command     the best shell it has; top, psql -U app                     │",
    "│  User        daemon                                                      │",
    "│  Directory   a path in the container, such as /srv                       │",
    "│                                                                          │",
    "│ what stays empty is the container's own                                  │",
    "╰────────────────────────────────── enter open  tab next field  esc close ─╯",
  ]);
});

async function asked(texts: Readonly<Record<string, string>>): Promise<ShellOptions[]> {
  const opened: ShellOptions[] = [];
  const form = filled(texts, opened);
  const read = form.read(form);
  assert.ok(read.status === "read");
  await read.act();
  return opened;
}

function filled(texts: Readonly<Record<string, string>>, opened: ShellOptions[]): Form {
  const form = openSessionForm({
    name: "web",
    words: english,
    open: async (options) => {
      opened.push(options);
      return undefined;
    },
  });
  return Object.entries(texts).reduce(
    (before, [name, text]) => changeField(before, name, createTextField(text)),
    form,
  );
}
