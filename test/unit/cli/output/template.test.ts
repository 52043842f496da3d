import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTemplate } from "../../../../src/cli/output/template.ts";

const value = {
  ID: "abc",
  Names: "web",
  State: { Pid: 7, Running: true, Error: "" },
  Config: { Env: ["A=1", "B=2"], Labels: { x: "y" }, Cmd: null },
};

const cases: readonly [string, string][] = [
  ["{{.ID}}", "abc"],
  ["{{.ID}} {{.Names}}", "abc web"],
  ["{{ .ID }}\\t{{.Names}}", "abc\tweb"],
  ["{{json .State}}", '{"Pid":7,"Running":true,"Error":""}'],
  ["{{json .}}", JSON.stringify(value)],
  ["{{.State.Pid}}", "7"],
  ["{{.State}}", "map[Pid:7 Running:true Error:]"],
  ["{{.Config.Env}}", "[A=1 B=2]"],
  ["{{range .Config.Env}}<{{.}}>{{end}}", "<A=1><B=2>"],
  ["{{range .Config.Env}}{{$.ID}}{{end}}", "abcabc"],
  ["{{if .State.Running}}up{{else}}down{{end}}", "up"],
  ["{{if .State.Error}}bad{{else}}fine{{end}}", "fine"],
  ["{{with .Config.Labels}}{{.x}}{{end}}", "y"],
  ['{{index .Config.Labels "x"}}', "y"],
  ["{{index .Config.Env 1}}", "B=2"],
  ['{{join .Config.Env ", "}}', "A=1, B=2"],
  ["{{len .Config.Env}}", "2"],
  ["{{.Names | upper}}", "WEB"],
  ["{{upper .Names | json}}", '"WEB"'],
  ["{{.Config.Cmd}}", "<no value>"],
  ["plain", "plain"],
];

for (const [template, expected] of cases) {
  test(`${template} gives ${expected.slice(0, 40)}`, () => {
    assert.equal(parseTemplate(template)(value), expected);
  });
}

for (const [template, message] of [
  ["{{.Nope}}", /there is no field Nope/],
  ["{{.State.Nope}}", /there is no field Nope/],
  ["{{.ID", /not closed/],
  ["{{if .ID}}x", /\{\{end\}\}/],
  ["{{end}}", /"end" is not understood/],
  ["{{frobnicate .ID}}", /not understood/],
  ["{{}}", /not understood/],
] as const) {
  test(`refused: ${template}`, () => {
    assert.throws(() => parseTemplate(template)(value), { name: "CodedError", kind: "invalid", message });
  });
}

test("a field that every object has is no field of a container", () => {
  assert.throws(() => parseTemplate("{{.constructor}}")(value), { kind: "invalid" });
});
