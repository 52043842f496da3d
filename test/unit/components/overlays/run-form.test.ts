import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changeField,
  type Form,
  isYes,
  lineOf,
  moveField,
  refuse,
} from "../../../../components/overlays/form.ts";
import { formDialog } from "../../../../components/overlays/form-dialog.ts";
import { openRunForm, readRunForm } from "../../../../components/overlays/run-form.ts";
import { createTextField } from "../../../../components/widgets/text-field.ts";
import { english } from "../../../../components/words/english.ts";
import { korean } from "../../../../components/words/korean.ts";
import type { ImageDetails } from "../../../../src/engine/images/images.ts";
import { PLAIN_THEME } from "../../../support/desk.ts";

const { problems } = english.form;
const BASH = image({ cmd: ["bash"] });

test("the form is filled from the image's config", () => {
  const form = open({ entrypoint: ["/bin/sh", "-c"], cmd: ["echo hi"] });
  assert.equal(lineOf(form, "command"), "/bin/sh -c 'echo hi'");
  assert.equal(isYes(form, "tty"), true);
});

test("what was not changed is left to the image", () => {
  const read = readRunForm(filled({}), BASH, problems);
  assert.deepEqual(read, {
    status: "read",
    options: { image: "starter:latest", tty: true, openStdin: true },
  });
});

test("every field reaches the engine in its own form", () => {
  const form = filled({
    command: "sh -c 'exit 3'",
    name: "web-1",
    environment: "A=1 B='two words'",
    memory: "64m",
    cpus: "1.5",
  });
  assert.deepEqual(readRunForm(changeField(form, "tty", false), BASH, problems), {
    status: "read",
    options: {
      image: "starter:latest",
      tty: false,
      openStdin: true,
      entrypoint: [],
      command: ["sh", "-c", "exit 3"],
      name: "web-1",
      env: ["A=1", "B=two words"],
      memoryBytes: 64 * 1024 * 1024,
      cpus: 1.5,
    },
  });
});

test("what is wrong is told beside its field", () => {
  const cases: [string, string, RegExp][] = [
    ["command", "", /say what to run/],
    ["command", "sh 'x", /not closed/],
    ["name", "a b", /letters, digits/],
    ["environment", "A=1 B", /B is not KEY=value/],
    ["memory", "lots", /such as 512m/],
    ["memory", "1k", /least/],
    ["cpus", "0", /such as 1.5/],
    ["cpus", "-1", /such as 1.5/],
  ];
  for (const [name, text, problem] of cases) {
    const read = readRunForm(filled({ [name]: text }), BASH, problems);
    assert.ok(read.status === "refused", `${name} ${text}`);
    assert.deepEqual(Object.keys(read.problems), [name]);
    assert.match(read.problems[name] ?? "", problem);
  }
});

test("a refusal leads to the first wrong field, and typing in it takes the words away", () => {
  const refused = refuse(filled({}), { memory: "too little", cpus: "too few" });
  assert.equal(refused.active, "memory");
  const changed = changeField(refused, "memory", createTextField("1g"));
  assert.deepEqual(changed.problems, { cpus: "too few" });
});

test("the fields go round", () => {
  const form = filled({});
  assert.equal(moveField(form, -1).active, "cpus");
  assert.equal(moveField(moveField(form, -1), 1).active, "command");
});

test("the form as it is shown, with a problem in place", () => {
  const { rows, at } = formDialog(
    refuse(filled({ name: "x" }), { name: "the name x is in use" }),
    { columns: 80, rows: 24 },
    { theme: PLAIN_THEME, words: english.form },
  );
  assert.deepEqual([at.left, at.columns], [2, 76]);
  assert.deepEqual(rows, [
    "╭─ Run starter:latest ─────────────────────────────────────────────────────╮",
    "│                                                                          │",
    "│  Command     bash                                                        │",
    "│ ▌Name        x                                                           │",
    "│              ✗ the name x is in use                                      │",
    "│  Terminal    ● yes  ○ no                                                 │",
    "│  Environment KEY=value OTHER='two words'                                 │",
    "│  Memory      no limit; 512m, 1.5g                                        │",
    "│  CPUs        no limit; 0.5, 2                                            │",
    "│                                                                          │",
    "│ as root in / with PATH set                                               │",
    "╰───────────────────────────────── enter start  tab next field  esc close ─╯",
  ]);
});

test("the form in Korean: two columns for each syllable, and the frame stays whole", () => {
  const { rows } = formDialog(
    { ...filled({ name: "한글" }, korean.form), active: "memory" },
    { columns: 80, rows: 24 },
    { theme: PLAIN_THEME, words: korean.form },
  );
  assert.deepEqual(rows, [
    "╭─ 실행: starter:latest ───────────────────────────────────────────────────╮",
    "│                                                                          │",
    "│  명령        bash                                                        │",
    "│  이름        한글                                                        │",
    "│  터미널      ● 예  ○ 아니요                                              │",
    "│  환경 변수   KEY=value OTHER='two words'                                 │",
    "│ ▌메모리      제한 없음, 예: 512m, 1.5g                                   │",
    "│  CPU         제한 없음, 예: 0.5, 2                                       │",
    "│                                                                          │",
    "│ 사용자 root, 작업 폴더 / · 환경 변수 PATH                                │",
    "╰──────────────────────────────────── enter 시작  tab 다음 항목  esc 닫기 ─╯",
  ]);
});

function open(process: Parameters<typeof image>[0], words = english.form): Form {
  return openRunForm({ image: image(process), words, launch: () => assert.fail("nothing is asked for") });
}

function filled(texts: Readonly<Record<string, string>>, words = english.form): Form {
  return Object.entries(texts).reduce(
    (form, [name, text]) => changeField(form, name, createTextField(text)),
    open({ cmd: ["bash"] }, words),
  );
}

function image(process: { entrypoint?: string[]; cmd?: string[] }): ImageDetails {
  return {
    id: "sha256:1",
    manifestDigest: "sha256:2",
    references: ["starter:latest"],
    createdAtMs: 0,
    sizeBytes: 0,
    layerCount: 1,
    usedBy: [],
    layers: [],
    config: {
      architecture: "amd64",
      os: "linux",
      process: {
        user: "",
        env: ["PATH=/bin"],
        entrypoint: process.entrypoint ?? [],
        cmd: process.cmd ?? [],
        workingDir: "",
        labels: {},
        stopSignal: undefined,
        volumes: [],
        exposedPorts: [],
      },
      diffIds: [],
      history: [],
    },
  };
}
