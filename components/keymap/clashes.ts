import type { Action } from "./action.ts";

export interface Clash {
  readonly where: string;
  readonly key: string;
  /** Ids of the actions that want the key, in the order of the table. */
  readonly actions: readonly string[];
}

/** Two actions on one key in one place. A place may shadow "everywhere"; that is no clash. Keys are canonical. */
export function findClashes(actions: readonly Action[]): Clash[] {
  const owners = new Map<string, { where: string; key: string; actions: string[] }>();
  for (const { where, keys, id } of actions) {
    for (const key of keys) {
      const place = `${where}\0${key}`;
      const owner = owners.get(place);
      if (owner === undefined) owners.set(place, { where, key, actions: [id] });
      else owner.actions.push(id);
    }
  }
  return [...owners.values()].filter(({ actions: ids }) => ids.length > 1);
}
