import { globSync } from "node:fs";

/** Data that programs open by name at run time, so that no header speaks of it. Globs on the host; what is missing is left out. */
export function companionFiles(): string[] {
  return [...TERMINFO, ...LOCALE, ...EDITORS].flatMap((pattern) => globSync(pattern)).sort();
}

/** Modules that glibc loads to look up users, groups and hosts; newer ones have them inside. */
export function nameServiceModules(): string[] {
  return globSync("/{lib,lib64,usr/lib,usr/lib64}{,/*-linux-gnu*}/libnss_{files,dns}.so.2").sort();
}

const TERMINALS =
  "{a/ansi,d/dumb,l/linux,r/rxvt,r/rxvt-unicode-256color,s/screen,s/screen-256color,t/tmux,t/tmux-256color,v/vt100,v/vt220,x/xterm,x/xterm-256color,x/xterm-color,x/xterm-mono,x/xterm-kitty,a/alacritty,f/foot,x/xterm-ghostty,w/wezterm}";
const TERMINFO = [`/{lib,usr/share,etc}/terminfo/${TERMINALS}`];
const LOCALE = ["/usr/lib/locale/C.{utf8,UTF-8}/**/*"];
/** vim opens with an error without its defaults; this much of its runtime is a few hundred kB. */
const EDITORS = [
  "/usr/share/vim/vim[0-9]*/{defaults,filetype,ftoff,ftplugin,ftplugof,indent,indoff,scripts}.vim",
  "/usr/share/vim/vim[0-9]*/syntax/{syntax,synload,syncolor,nosyntax,conf,sh,vim,json,yaml,python,c,make,markdown,html}.vim",
  "/usr/share/vim/vim[0-9]*/autoload/dist/*.vim",
  "/usr/share/vim/vim[0-9]*/colors/{default,lists/default}.vim",
  "/usr/share/vim/vim[0-9]*/plugin/matchparen.vim",
  "/usr/share/nano/{default,sh,c,python,json,yaml,makefile}.nanorc",
];
