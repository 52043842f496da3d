import { actions } from "./english/actions.ts";
import { messages, reasons } from "./english/answers.ts";
import { config } from "./english/config.ts";
import { ages, status, terminal } from "./english/containers.ts";
import {
  dialogs,
  doctor,
  form,
  jobs,
  palette,
  prompts,
  sessionForm,
  sessions,
  stores,
} from "./english/dialogs.ts";
import { isolation, processes, stats } from "./english/figures.ts";
import { compare, files, history, viewer, waste } from "./english/files.ts";
import {
  header,
  images,
  layers,
  lists,
  logs,
  panels,
  places,
  screen,
  tabs,
  users,
  welcome,
} from "./english/panels.ts";
import { questions } from "./english/questions.ts";
import { signals } from "./english/signals.ts";

/** Every text of the screens. The other languages have the same keys. */
export const english = {
  actions,
  ages,
  compare,
  config,
  dialogs,
  doctor,
  files,
  isolation,
  processes,
  stats,
  form,
  header,
  history,
  images,
  jobs,
  layers,
  lists,
  logs,
  messages,
  palette,
  panels,
  places,
  prompts,
  questions,
  reasons,
  screen,
  sessionForm,
  sessions,
  signals,
  status,
  stores,
  tabs,
  terminal,
  users,
  viewer,
  waste,
  welcome,
};
