import { resolve } from "node:path";
import { asCodedError } from "../../src/base/errors.ts";
import { shortId } from "../../src/base/ids.ts";
import type { ImageDetails, ImageSummary } from "../../src/engine/images/images.ts";
import { expandHome } from "../../src/stores/complete-path.ts";
import type { Job } from "../../src/stores/jobs-store.ts";
import type { ActionRow } from "../keymap/action.ts";
import type { Problems } from "../overlays/form.ts";
import type { Question } from "../overlays/overlay.ts";
import { imageCommand, openRunForm, runProblems } from "../overlays/run-form.ts";
import { imageName } from "../panels/images.tsx";
import type { ActionId } from "../words/words.ts";
import { type AskedText, ask, completeHere, orElse } from "./ask.ts";
import { nameList, namesOf, removeTitle } from "./confirm-words.ts";
import { type Desk, selectedImage } from "./desk.ts";
import { launch } from "./launch.ts";
import { targetImages, unmark } from "./targets.ts";

const where = "images";

export function imageActions(desk: Desk): ActionRow[] {
  const { images, messages } = desk.stores;
  const on = (work: (image: ImageSummary) => void | Promise<void>) => () => {
    const image = selectedImage(desk);
    if (image !== undefined) return work(image);
  };
  const needs = (): string | undefined =>
    selectedImage(desk) === undefined ? desk.words.reasons.noImage : undefined;

  return [
    {
      id: "images.run-form",
      keys: ["enter"],
      where,
      run: on(async ({ id }) => {
        const details = await messages.attempt("read image", () => images.inspect(id));
        if (details !== undefined) askRun(desk, details);
      }),
      disabledReason: needs,
    },
    {
      id: "images.run",
      keys: ["r"],
      where,
      run: on((image) => runWithDefaults(desk, image)),
      disabledReason: needs,
    },
    {
      id: "images.tag",
      keys: ["t"],
      where,
      run: on((image) => ask(desk, "", askTag(desk, image))),
      disabledReason: needs,
    },
    {
      id: "images.save",
      keys: ["S"],
      where,
      run: on((image) => ask(desk, `${archiveName(image)}.tar`, askSave(desk, image))),
      disabledReason: needs,
    },
    {
      id: "images.remove",
      keys: ["d"],
      where,
      run: () => askRemove(desk, targetImages(desk)),
      disabledReason: () => (targetImages(desk).length === 0 ? desk.words.reasons.noImage : undefined),
    },
    ...laterActions(desk),
    ...obtainActions(desk),
  ];
}

/** What waits for the part of the engine that talks to registries, and for the one that builds. */
function laterActions({ words: { reasons } }: Desk): ActionRow[] {
  const row = (id: ActionId, key: string, reason: "noRegistries" | "noBuilds"): ActionRow => ({
    id,
    keys: [key],
    where,
    run: () => {},
    disabledReason: () => reasons[reason],
  });
  return [
    row("images.pull", "p", "noRegistries"),
    row("images.push", "P", "noRegistries"),
    row("images.build", "b", "noBuilds"),
  ];
}

/** How images come here; they count everywhere, for an empty store has nothing to select. */
function obtainActions(desk: Desk): ActionRow[] {
  const { jobs } = desk.stores;
  const { words } = desk;
  const whileMaking = (): string | undefined =>
    jobs.store.getState().jobs.some(isStarterJob) ? words.reasons.starterUnderWay : undefined;
  return [
    {
      id: "everywhere.starter",
      keys: ["i"],
      where: "everywhere",
      run: async () => void (await makeStarter(desk, [])),
      disabledReason: whileMaking,
    },
    {
      id: "everywhere.starter-with",
      keys: ["I"],
      where: "everywhere",
      hidden: true,
      run: () => ask(desk, "", askPrograms(desk)),
      disabledReason: whileMaking,
    },
    {
      id: "everywhere.load",
      keys: ["L"],
      where: "everywhere",
      run: () => ask(desk, "", askLoad(desk)),
    },
  ];
}

function isStarterJob({ work, state }: Job): boolean {
  return work.kind === "starter" && state.status === "running";
}

function selectImage({ stores: { view, listing } }: Desk, id: string): void {
  const index = listing.getState().images.findIndex((image) => image.id === id);
  if (index >= 0) view.navigate({ type: "select", panel: "images", selection: { id, index } });
  const { focus } = view.store.getState().navigation;
  if (focus === "side") view.navigate({ type: "choose-panel", panel: "images" });
}

async function runWithDefaults(desk: Desk, { id }: ImageSummary): Promise<void> {
  const { images, messages } = desk.stores;
  const { words } = desk;
  await messages.attempt("run image", async () => {
    const details = await images.inspect(id);
    if (imageCommand(details).length === 0) {
      messages.say("warning", words.messages.noCommand(imageName(details)), words.messages.typeACommand);
      return;
    }
    await launch(desk, { image: details.references[0] ?? details.id, tty: true, openStdin: true });
  });
}

function askRun(desk: Desk, image: ImageDetails): void {
  const form = openRunForm({
    image,
    words: desk.words.form,
    launch: (options) =>
      launch(desk, options).then(
        (): undefined => undefined,
        (thrown: unknown): Problems => runProblems(asCodedError(thrown, "run")),
      ),
  });
  desk.overlays.setState({ overlay: { kind: "form", form } });
}

function askTag({ stores: { images, messages }, words }: Desk, image: ImageSummary): AskedText {
  const { title, hint, wanted } = words.prompts.tag;
  return {
    title: title(imageName(image)),
    hint,
    problem: orElse(wanted),
    act: async (text) => {
      const tagged = await images.tag(image.id, text);
      if (tagged) messages.say("success", words.messages.tagged(image.references[0] ?? image.id, text));
      return tagged;
    },
  };
}

function askSave({ stores: { images, messages }, words }: Desk, image: ImageSummary): AskedText {
  const { title, hint, wanted } = words.prompts.save;
  return {
    title: title(imageName(image)),
    hint: hint(process.cwd()),
    problem: orElse(wanted),
    complete: completeHere,
    act: async (text) => {
      const path = resolve(expandHome(text));
      const saved = await images.save(image.id, path);
      if (saved) messages.say("success", words.messages.saved(path));
      return saved;
    },
  };
}

function askLoad(desk: Desk): AskedText {
  const { title, hint, wanted } = desk.words.prompts.load;
  return {
    title,
    hint: hint(process.cwd()),
    problem: orElse(wanted),
    complete: completeHere,
    act: (text) => load(desk, resolve(expandHome(text))),
  };
}

function askPrograms(desk: Desk): AskedText {
  const { title, hint, wanted } = desk.words.prompts.starter;
  return {
    title,
    hint,
    problem: orElse(wanted),
    act: (text) => makeStarter(desk, text.split(/[\s,]+/)),
  };
}

async function makeStarter(desk: Desk, programs: readonly string[]): Promise<boolean> {
  const { words, stores } = desk;
  const made = await stores.images.makeStarter(programs);
  if (made === undefined) return false;
  stores.messages.say("success", words.messages.made(made.references[0]), words.messages.runsIt);
  selectImage(desk, made.id);
  return true;
}

async function load(desk: Desk, path: string): Promise<boolean> {
  const loaded = await desk.stores.images.load(path);
  const [first] = loaded ?? [];
  if (first === undefined) return loaded !== undefined;
  desk.stores.messages.say("success", desk.words.messages.loaded(first.references[0] ?? first.id));
  selectImage(desk, first.id);
  return true;
}

function askRemove(desk: Desk, images: readonly ImageSummary[]): void {
  const { words } = desk;
  const { questions } = words;
  const used = images.filter(({ usedBy }) => usedBy.length > 0);
  const free = images.filter(({ usedBy }) => usedBy.length === 0);
  const names = free.reduce((sum, { references }) => sum + Math.max(1, references.length), 0);
  const [first] = used;
  const question: Question = {
    title: removeTitle(words, "images", (free.length === 0 ? images : free).map(imageName)),
    ...namesOf(words, free.map(imageName)),
    lines: [
      ...(free.length > 0 ? [questions.layersGo] : []),
      ...(names > free.length ? [questions.allNamesGo(names, free.length)] : []),
      ...(first !== undefined && used.length === 1
        ? [questions.inUse(imageName(first), containerNames(desk, first))]
        : []),
      ...(used.length > 1 ? [questions.manyInUse(used.length, nameList(words, used.map(imageName)))] : []),
    ],
    // What is in use cannot go: then there is nothing to say yes to.
    ...(free.length === 0 ? {} : { yes: questions.remove, run: () => void removeImages(desk, free) }),
  };
  desk.overlays.setState({ overlay: { kind: "confirm", question } });
}

function containerNames({ stores, words }: Desk, { usedBy }: ImageSummary): string {
  const names = usedBy.map(
    (id) => stores.containers.find(id)?.name ?? words.questions.removedContainer(shortId(id)),
  );
  return nameList(words, names);
}

async function removeImages(desk: Desk, images: readonly ImageSummary[]): Promise<void> {
  const ids = images.map(({ id }) => id);
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) await desk.stores.images.remove(only);
  else unmark(desk, "images", await desk.stores.images.removeAll(ids));
}

function archiveName(image: ImageSummary): string {
  return (image.references[0] ?? "image").replace(/^.*\//, "").replace(/[^\w.-]/g, "-");
}
