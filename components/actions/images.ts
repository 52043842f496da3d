import { resolve } from "node:path";
import type { ImageSummary } from "../../src/engine/images/images.ts";
import type { Job } from "../../src/stores/jobs-store.ts";
import type { ActionRow } from "../keymap/action.ts";
import type { Prompt } from "../overlays/overlay.ts";
import { imageCommand, openForm } from "../overlays/run-form.ts";
import { imageName } from "../panels/images.tsx";
import { createTextField } from "../widgets/text-field.ts";
import { type Desk, selectedImage } from "./desk.ts";
import { launch } from "./launch.ts";

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
        if (details !== undefined)
          desk.overlays.setState({ overlay: { kind: "run", form: openForm(details) } });
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
      run: on((image) => askRemove(desk, image)),
      disabledReason: needs,
    },
    ...obtainActions(desk),
  ];
}

/** How images come here; they count everywhere, for an empty store has nothing to select. */
function obtainActions(desk: Desk): ActionRow[] {
  const { images, jobs, messages } = desk.stores;
  const { words } = desk;
  const making = (): boolean => jobs.store.getState().jobs.some(isStarterJob);
  return [
    {
      id: "everywhere.starter",
      keys: ["i"],
      where: "everywhere",
      run: async () => {
        const made = await images.makeStarter();
        if (made === undefined) return;
        messages.say("success", words.messages.made(made.references[0]), words.messages.enterRunsIt);
        selectImage(desk, made.id);
      },
      disabledReason: () => (making() ? words.reasons.starterUnderWay : undefined),
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

interface Question extends Omit<Prompt, "submit"> {
  /** What is said of an empty answer. */
  readonly wanted: string;
  /** Does what the answer asks for; false when that failed. */
  readonly act: (text: string) => Promise<boolean>;
}

/** The last answer to each question until it has worked: it stands there again, to be mended instead of typed anew. */
const unfinishedAnswers = new WeakMap<Desk, Map<string, string>>();

function ask(desk: Desk, value: string, { title, hint, wanted, act }: Question): void {
  const kept = unfinishedAnswers.get(desk) ?? new Map<string, string>();
  unfinishedAnswers.set(desk, kept);
  const submit = (text: string): string | undefined => {
    if (text === "") return wanted;
    kept.set(title, text);
    void act(text).then((done) => {
      if (done && kept.get(title) === text) kept.delete(title);
    });
    return undefined;
  };
  const field = createTextField(kept.get(title) ?? value);
  desk.overlays.setState({ overlay: { kind: "prompt", prompt: { title, hint, submit }, field } });
}

function askTag({ stores: { images, messages }, words }: Desk, image: ImageSummary): Question {
  const { title, hint, wanted } = words.prompts.tag;
  return {
    title: title(imageName(image)),
    hint,
    wanted,
    act: async (text) => {
      const tagged = await images.tag(image.id, text);
      if (tagged) messages.say("success", words.messages.tagged(image.references[0] ?? image.id, text));
      return tagged;
    },
  };
}

function askSave({ stores: { images, messages }, words }: Desk, image: ImageSummary): Question {
  const { title, hint, wanted } = words.prompts.save;
  return {
    title: title(imageName(image)),
    hint: hint(process.cwd()),
    wanted,
    act: async (text) => {
      const path = resolve(text);
      const saved = await images.save(image.id, path);
      if (saved) messages.say("success", words.messages.saved(path));
      return saved;
    },
  };
}

function askLoad(desk: Desk): Question {
  const { title, hint, wanted } = desk.words.prompts.load;
  return { title, hint: hint(process.cwd()), wanted, act: (text) => load(desk, resolve(text)) };
}

async function load(desk: Desk, path: string): Promise<boolean> {
  const loaded = await desk.stores.images.load(path);
  const [first] = loaded ?? [];
  if (first === undefined) return loaded !== undefined;
  desk.stores.messages.say("success", desk.words.messages.loaded(first.references[0] ?? first.id));
  selectImage(desk, first.id);
  return true;
}

function askRemove({ stores, words: { questions }, overlays }: Desk, image: ImageSummary): void {
  const name = imageName(image);
  const used = image.usedBy.length;
  const others = image.references.length - 1;
  overlays.setState({
    overlay: {
      kind: "confirm",
      question: {
        title: questions.removeTitle(name),
        lines: [
          ...(others > 0 ? [questions.allNamesGo(others + 1)] : []),
          used === 0 ? questions.layersGo : questions.inUse(used),
        ],
        yes: questions.remove,
        run: () => void removeAll(stores, image),
      },
    },
  });
}

/** By each of its names, or by its id when it has none. */
async function removeAll({ images }: Desk["stores"], image: ImageSummary): Promise<void> {
  const refs = image.references.length === 0 ? [image.id] : image.references;
  for (const ref of refs) await images.remove(ref, { force: false });
}

function archiveName(image: ImageSummary): string {
  return (image.references[0] ?? "image").replace(/^.*\//, "").replace(/[^\w.-]/g, "-");
}
