/** By the action's id: one word for the footer, a sentence for help. */
export const actions = {
  "containers.open": {
    label: "open",
    description: "Go to its terminal; start it first with s when it does not run",
  },
  "containers.attach": {
    label: "attach",
    description: "Put your keyboard and screen on its main process",
  },
  "containers.shell": { label: "shell", description: "Open one more shell in it" },
  "containers.logs": { label: "logs", description: "Show what it wrote, and follow" },
  "containers.stop": {
    label: "stop/start",
    description: "Ask it to end, and end it after a while; start it when it does not run",
  },
  "containers.restart": { label: "restart", description: "Stop it and start it again" },
  "containers.pause": {
    label: "pause",
    description: "Stop its processes where they stand; let them go on when it is paused",
  },
  "containers.undo": {
    label: "undo",
    description: "Take back the last removal of a container, for ten minutes after it",
  },
  "containers.commit": { label: "commit", description: "Make an image of what it changed" },
  "containers.remove": { label: "remove", description: "Remove it with all that it wrote; asks first" },
  "containers.kill": { label: "kill", description: "End it at once, without asking it" },
  "containers.rename": { label: "rename", description: "Give it another name" },

  "images.run-form": {
    label: "run…",
    description: "Choose command, name and limits, and start a container",
  },
  "images.run": { label: "run", description: "Start a container as the image has it, at once" },
  "images.tag": { label: "tag", description: "Give it one more name" },
  "images.save": {
    label: "save",
    description: "Write it to an archive that docker, podman and skopeo load",
  },
  "images.pull": { label: "pull", description: "Fetch an image from a registry" },
  "images.push": { label: "push", description: "Send it to a registry" },
  "images.build": { label: "build", description: "Build an image from a Dockerfile" },
  "images.remove": {
    label: "remove",
    description: "Remove it with its layers that no other image needs; asks first",
  },
  "everywhere.starter": {
    label: "starter image",
    description: "Make a base image from this machine's own programs; works offline",
  },
  "everywhere.starter-with": {
    label: "starter with…",
    description: "Make the starter image with programs of your choice beside the usual ones",
  },
  "everywhere.load": {
    label: "load",
    description: "Load an archive: docker save, podman save, OCI archive or OCI layout",
  },

  "layers.files": { label: "files", description: "Go through the files of this layer" },
  "images.files": { label: "files", description: "Go through the files of the whole image" },
  "files.open": { label: "open", description: "Show the file; or show or hide what is in the directory" },
  "files.copy-out": { label: "copy out", description: "Write a copy of the file to this machine" },
  "files.sort": { label: "sort", description: "By name, by size, or all files by their path" },
  "files.attributes": { label: "mode/owner", description: "Show or hide mode and owner" },
  "files.next-change": { label: "next change", description: "Go to the next added, changed or removed file" },
  "files.previous-change": {
    label: "change before",
    description: "Go to the added, changed or removed file before",
  },
  "viewer.back": { label: "back", description: "Go back to the tree" },
  "viewer.hex": { label: "hex/text", description: "Show its bytes, or its text" },
  "viewer.copy-out": { label: "copy out", description: "Write a copy of the file to this machine" },
  "viewer.right": { label: "right", description: "Look further to the right" },
  "viewer.left": { label: "left", description: "Look further to the left" },
  "viewer.next": { label: "next change", description: "Go to the next changed part" },
  "viewer.previous": { label: "change before", description: "Go to the changed part before" },
  "images.compare": {
    label: "compare",
    description: "Choose it to be compared with; or compare it with what was chosen or marked",
  },
  "layers.compare": {
    label: "compare",
    description: "Choose it to be compared with; or compare it with what was chosen or marked",
  },
  "containers.compare": {
    label: "compare",
    description: "Choose it to be compared with; or compare it with what was chosen or marked",
  },
  "layers.shell": {
    label: "shell here",
    description: "Open a shell on the stack up to here, in a container that goes with it",
  },
  "waste.go": { label: "go to the layer", description: "Go to the layer that overwrote or removed the file" },
  "history.go": { label: "go to the layer", description: "Show the files of the layer" },
  "files.toggle": { label: "open/fold", description: "Show or hide what is in the directory" },
  "files.unfold": { label: "open", description: "Show what is in the directory" },
  "files.fold": {
    label: "fold",
    description: "Hide what is in the directory, or go to the directory of the file",
  },
  "files.only-changes": {
    label: "only changes",
    description: "Show only what the layer or the container added, changed or removed; and all again",
  },
  "files.unfold-all": {
    label: "open all",
    description: "Show what is in every directory; and fold all again",
  },
  "files.back": { label: "back", description: "Clear the filter, then go back" },

  "logs.search": { label: "search", description: "Look for a text, or a /regular expression/" },
  "logs.next": { label: "next", description: "Go to the next line found" },
  "logs.previous": { label: "previous", description: "Go to the line found before" },
  "logs.filter": {
    label: "filter",
    description: "Show only lines with a text or a /regular expression/; with ! before it, the others",
  },
  "logs.timestamps": { label: "times", description: "Show when each line was written, or not" },
  "logs.streams": { label: "streams", description: "Show standard output alone, standard error alone, both" },
  "logs.wrap": { label: "wrap", description: "Break long lines, or cut them" },
  "logs.merge": { label: "merge", description: "Show the logs of all marked containers as one, or not" },
  "logs.save": { label: "save", description: "Write what passes the filter to a file" },
  "logs.copy": {
    label: "copy",
    description: "Copy the line found, or what is on the screen, to your clipboard",
  },
  "logs.back": { label: "back", description: "End the search, the filter, or go back" },
  "logs.follow": { label: "follow", description: "Go to the end and follow; moving up holds the place" },

  "terminal.enter": {
    label: "type",
    description: "Give the program all keys; the key in the border takes them back",
  },
  "terminal.next": { label: "next session", description: "Show the next open terminal, of any container" },
  "terminal.close": {
    label: "close",
    description: "Close this terminal; a shell in it ends, the container goes on",
  },

  "everywhere.filter": {
    label: "filter",
    description: "Show only what fits what you type: words, !word, status=running, label=key=value",
  },
  "everywhere.mark": {
    label: "mark",
    description: "Mark it; what you do then is done to all that is marked",
  },
  "everywhere.mark-all": { label: "mark all", description: "Mark all that is listed, or no longer" },
  "everywhere.sort": { label: "sort", description: "Sort the list by its next column" },
  "everywhere.reverse": { label: "reverse", description: "Turn the order of the list round" },
  "everywhere.next-match": { label: "next match", description: "Go to the next that fits the filter" },
  "everywhere.previous-match": { label: "previous match", description: "Go to the one before that fits it" },
  "everywhere.zoom": {
    label: "zoom",
    description: "Give what has the keys half of the screen, then all of it",
  },
  "everywhere.unzoom": {
    label: "unzoom",
    description: "The other way round: all of the screen, half of it, its own place",
  },
  "everywhere.copy": {
    label: "copy id",
    description: "Copy the id of what is selected to your clipboard",
  },
  "everywhere.sessions": {
    label: "terminals",
    description: "The open terminals of all containers; enter goes to one",
  },
  "everywhere.jobs": { label: "jobs", description: "Long work under way, and what failed" },
  "everywhere.error": {
    label: "last error",
    description: "The last error in full, and what to do about it",
  },
  "everywhere.doctor": {
    label: "doctor",
    description: "What this machine has and lacks, each lack with the command that mends it",
  },
  "everywhere.back": {
    label: "back",
    description: "Clear the message, the filter, the marks, the zoom, or go back to the side panel",
  },
  "everywhere.palette": {
    label: "commands",
    description: "Find any action or command by its name, and run it",
  },
  "everywhere.help": { label: "help", description: "All keys that count where you are" },
  "everywhere.next-theme": {
    label: "next theme",
    description: "Draw with the next theme: default, high-contrast, colour-blind, terminal",
  },
  "everywhere.suspend": {
    label: "suspend",
    description: "Stop Wherry and go back to the shell; fg brings it back",
  },
  "everywhere.quit": { label: "leave", description: "Leave Wherry; containers go on" },

  "everywhere.down": { label: "down", description: "One down" },
  "everywhere.up": { label: "up", description: "One up" },
  "everywhere.half-down": { label: "half-down", description: "Half a page down" },
  "everywhere.half-up": { label: "half-up", description: "Half a page up" },
  "everywhere.page-down": { label: "page-down", description: "A page down" },
  "everywhere.page-up": { label: "page-up", description: "A page up" },
  "everywhere.first": { label: "first", description: "To the first" },
  "everywhere.last": { label: "last", description: "To the last" },

  "everywhere.containers": { label: "containers", description: "Go to Containers" },
  "everywhere.images": { label: "images", description: "Go to Images" },
  "volumes.files": { label: "files", description: "Go through its files" },
  "volumes.create": { label: "create", description: "Make a volume" },
  "volumes.remove": { label: "remove", description: "Remove it with its files; asks first" },
  "everywhere.volumes": { label: "volumes", description: "Go to Volumes" },
  "everywhere.networks": { label: "networks", description: "Go to Networks" },
  "everywhere.layers": { label: "layers", description: "Go to Layers" },
  "everywhere.next-panel": { label: "next panel", description: "Go to the next panel" },
  "everywhere.previous-panel": { label: "previous panel", description: "Go to the panel before" },
  "everywhere.next-tab": { label: "next tab", description: "Show the next tab of the main pane" },
  "everywhere.previous-tab": { label: "previous tab", description: "Show the tab before" },
};
