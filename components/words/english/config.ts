/** What is wrong with the config file. */
export const config = {
  line: (path: string, line: number) => `${path} line ${line}`,
  unknownOption: (name: string) => `there is no option ${name}`,
  unknownAction: (id: string) => `there is no action ${id}`,
  badKey: (key: string) => `there is no key ${key}`,
  clash: (key: string, id: string, other: string) =>
    `${key} is a key of ${other} already; ${id} keeps its own`,
  wantsKeys: (id: string) => `${id} wants a list of keys`,
  wantsTable: (name: string) => `${name} wants a table, [${name}]`,
  wantsOneOf: (name: string, allowed: string) => `${name} wants one of ${allowed}`,
  didYouMean: (nearest: string) => `did you mean ${nearest}?`,
  mendFile: "mend the file or take it away",
  mendSyntax: "nothing of the file counts until this is mended",
  helpShowsIds: "the help ({everywhere.help}) shows the ids with {help.ids}",
  keysLookLike: 'write keys such as ["d", "G", "ctrl-d", "shift-tab", "f5", "space"]; [] for none',
  chooseOtherKey: "choose another key, or give the other action one",
};
