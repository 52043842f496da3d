import { actions } from "./korean/actions.ts";
import { messages, reasons } from "./korean/answers.ts";
import { config } from "./korean/config.ts";
import { ages, status, terminal } from "./korean/containers.ts";
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
} from "./korean/dialogs.ts";
import { isolation, processes, stats } from "./korean/figures.ts";
import { compare, files, history, viewer, waste } from "./korean/files.ts";
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
} from "./korean/panels.ts";
import { questions } from "./korean/questions.ts";
import { signals } from "./korean/signals.ts";
import type { Words } from "./words.ts";

export const korean: Words = {
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
