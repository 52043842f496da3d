import { resolve } from "node:path";
import type { ImageSummary } from "../../src/engine/images/images.ts";
import type { Action } from "../keymap/action.ts";
import type { Prompt } from "../overlays/overlay.ts";
import { imageCommand, openForm } from "../overlays/run-form.ts";
import { imageName } from "../panels/images.tsx";
import { createTextField } from "../widgets/text-field.ts";
import { type Desk, selectedImage } from "./desk.ts";
import { launch } from "./launch.ts";

const where = "images";

export function imageActions(desk: Desk): Action[] {
  const { images, messages } = desk.stores;
  const on = (work: (image: ImageSummary) => void | Promise<void>) => () => {
    const image = selectedImage(desk);
    if (image !== undefined) return work(image);
  };
  const needs = (): string | undefined =>
    selectedImage(desk) === undefined ? "no image is selected" : undefined;

  return [
    {
      id: "images.run-form",
      keys: ["enter"],
      label: "run…",
      description: "Choose command, name and limits, and start a container",
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
      label: "run",
      description: "Start a container as the image has it, at once",
      where,
      run: on((image) => runWithDefaults(desk, image)),
      disabledReason: needs,
    },
    {
      id: "images.tag",
      keys: ["t"],
      label: "tag",
      description: "Give it one more name",
      where,
      run: on((image) => ask(desk, "", askTag(desk, image))),
      disabledReason: needs,
    },
    {
      id: "images.save",
      keys: ["S"],
      label: "save",
      description: "Write it to an archive that docker, podman and skopeo load",
      where,
      run: on((image) => ask(desk, `${archiveName(image)}.tar`, askSave(desk, image))),
      disabledReason: needs,
    },
    {
      id: "images.remove",
      keys: ["d"],
      label: "remove",
      description: "Remove it with its layers that no other image needs; asks first",
      where,
      run: on((image) => askRemove(desk, image)),
      disabledReason: needs,
    },
    ...obtainActions(desk),
  ];
}

/** How images come here; they count everywhere, for an empty store has nothing to select. */
function obtainActions(desk: Desk): Action[] {
  const { images, jobs, messages } = desk.stores;
  const making = (): boolean => jobs.store.getState().jobs.some(isStarterJob);
  return [
    {
      id: "everywhere.starter",
      keys: ["i"],
      label: "starter image",
      description: "Make a base image from this machine's own programs; works offline",
      where: "everywhere",
      run: async () => {
        const made = await images.makeStarter();
        if (made === undefined) return;
        messages.say("success", `made ${made.references[0] ?? "the starter image"}`, "enter runs it");
        selectImage(desk, made.id);
      },
      disabledReason: () => (making() ? "the starter image is being made already" : undefined),
    },
    {
      id: "everywhere.load",
      keys: ["L"],
      label: "load",
      description: "Load an archive: docker save, podman save, OCI archive or OCI layout",
      where: "everywhere",
      run: () => ask(desk, "", askLoad(desk)),
    },
  ];
}

function isStarterJob({ label, state }: { label: string; state: { status: string } }): boolean {
  return label === "starter image" && state.status === "running";
}

function selectImage({ stores: { view, listing } }: Desk, id: string): void {
  const index = listing.getState().images.findIndex((image) => image.id === id);
  if (index >= 0) view.navigate({ type: "select", panel: "images", selection: { id, index } });
  const { focus } = view.store.getState().navigation;
  if (focus === "side") view.navigate({ type: "choose-panel", panel: "images" });
}

async function runWithDefaults(desk: Desk, { id }: ImageSummary): Promise<void> {
  const { images, messages } = desk.stores;
  await messages.attempt("run image", async () => {
    const details = await images.inspect(id);
    if (imageCommand(details).length === 0) {
      messages.say(
        "warning",
        `${imageName(details)} does not say what to run`,
        "press enter and type a command",
      );
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

function askTag({ stores: { images } }: Desk, image: ImageSummary): Question {
  return {
    title: `Tag ${imageName(image)}`,
    hint: "a name such as team/app:1.2",
    wanted: "write a name",
    act: (text) => images.tag(image.id, text),
  };
}

function askSave({ stores: { images } }: Desk, image: ImageSummary): Question {
  return {
    title: `Save ${imageName(image)}`,
    hint: `a file that is not there yet; from ${process.cwd()}`,
    wanted: "write the path of a file",
    act: (text) => images.save(image.id, resolve(text)),
  };
}

function askLoad(desk: Desk): Question {
  return {
    title: "Load an archive",
    hint: `path of a file, or of an OCI layout's folder; from ${process.cwd()}`,
    wanted: "write the path of an archive",
    act: (text) => load(desk, resolve(text)),
  };
}

async function load(desk: Desk, path: string): Promise<boolean> {
  const loaded = await desk.stores.images.load(path);
  const [first] = loaded ?? [];
  if (first === undefined) return loaded !== undefined;
  desk.stores.messages.say("success", `loaded ${first.references[0] ?? first.id}`);
  selectImage(desk, first.id);
  return true;
}

function askRemove({ stores, overlays }: Desk, image: ImageSummary): void {
  const name = imageName(image);
  const used = image.usedBy.length;
  const others = image.references.length - 1;
  overlays.setState({
    overlay: {
      kind: "confirm",
      question: {
        title: `Remove ${name}?`,
        lines: [
          ...(others > 0 ? [`All ${others + 1} of its names go.`] : []),
          used === 0
            ? "Layers that no other image needs go with it."
            : `${used} ${used === 1 ? "container was" : "containers were"} made from it; remove them first.`,
        ],
        yes: "remove",
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
