import assert from "node:assert/strict";
import { test } from "node:test";
import { nameList } from "../../../../components/actions/confirm-words.ts";
import {
  endQuestion,
  notRunningReason,
  removeQuestion,
} from "../../../../components/actions/container-questions.ts";
import { english } from "../../../../components/words/english.ts";
import type { ContainerSummary } from "../../../../src/engine/containers/containers.ts";

const NOTHING = { trash: () => {}, forGood: () => {} };

test("a question names to whom it is done, and past eight says how many more", () => {
  const names = Array.from({ length: 15 }, (_, index) => `c${index}`);
  assert.equal(nameList(english, names.slice(0, 8)), "c0, c1, c2, c3, c4, c5, c6, c7");
  assert.equal(nameList(english, names), "c0, c1, c2, c3, c4, c5, c6, c7, and 7 more");
});

test("what needs a running container says of a paused one how it goes on", () => {
  const { reasons } = english;
  const paused = { ...running("db"), state: { status: "paused", pid: 7, startedAtMs: 0 } } as const;
  assert.equal(notRunningReason(reasons, ended("db")), "db does not run");
  assert.equal(notRunningReason(reasons, paused), "db is paused; {containers.pause} lets it go on");
});

const REMOVALS: readonly {
  readonly containers: readonly ContainerSummary[];
  readonly title: string;
  readonly names: string | undefined;
  readonly force: RegExp | undefined;
  readonly yes: string;
}[] = [
  { containers: [ended("db")], title: "Remove db?", names: undefined, force: undefined, yes: "remove" },
  {
    containers: [running("web")],
    title: "Remove web?",
    names: undefined,
    force: /^It runs: it is killed first/,
    yes: "kill and remove",
  },
  {
    containers: [ended("db"), ended("job")],
    title: "Remove 2 containers?",
    names: "db, job",
    force: undefined,
    yes: "remove",
  },
  {
    containers: [running("web"), ended("db"), running("api")],
    title: "Remove 3 containers?",
    names: "web, db, api",
    force: /^2 of them run and are killed first.*: web, api\.$/,
    yes: "kill and remove",
  },
  {
    containers: [running("web"), running("api")],
    title: "Remove 2 containers?",
    names: "web, api",
    force: /^All of them run and are killed first/,
    yes: "kill and remove",
  },
];

for (const { containers, title, names, force, yes } of REMOVALS) {
  test(`a removal says how many, whom, by what force, what is lost and what can be undone: ${title} ${yes}`, () => {
    const question = removeQuestion(english, containers, NOTHING);
    assert.equal(question.title, title);
    assert.equal(question.names, names);
    if (force === undefined) assert.equal(question.force, undefined);
    else assert.match(question.force ?? "", force);
    assert.equal(question.yes, yes);
    assert.match(
      question.lines.join(" "),
      /wrote.*go too; volumes stay.*For ten minutes \{containers\.undo\} brings/,
    );
    assert.equal(question.further?.label, "for good");
  });
}

test("before many are stopped or restarted their number and names are told", () => {
  const containers = [running("web"), running("db")];
  const stop = endQuestion(english, "stopping", containers, () => {});
  assert.deepEqual([stop.title, stop.names, stop.yes], ["Stop 2 containers?", "web, db", "stop"]);
  const restart = endQuestion(english, "restarting", containers, () => {});
  assert.deepEqual([restart.title, restart.yes], ["Restart 2 containers?", "restart"]);
});

function running(name: string): ContainerSummary {
  return container(name, { status: "running", pid: 1, startedAtMs: 0 });
}

function ended(name: string): ContainerSummary {
  return container(name, { status: "exited", code: 0, startedAtMs: 0, finishedAtMs: 1, oomKilled: false });
}

function container(name: string, state: ContainerSummary["state"]): ContainerSummary {
  return {
    id: name,
    name,
    image: "i",
    imageId: "i",
    argv: ["sh"],
    createdAtMs: 0,
    state,
    tty: false,
    autoRemove: false,
    labels: {},
  };
}
