/** Folders and small texts that every image has and no program of the host brings. Paths have no leading slash. */
export type BaseFile =
  | { readonly kind: "directory"; readonly path: string; readonly mode: number }
  | { readonly kind: "file"; readonly path: string; readonly mode: number; readonly text: string };

export function baseFiles(): BaseFile[] {
  return [
    ...[
      "dev",
      "etc",
      "home",
      "mnt",
      "opt",
      "proc",
      "run",
      "srv",
      "sys",
      "usr",
      "usr/local",
      "usr/local/bin",
      "var",
      "var/log",
      "var/lib",
    ].map((path) => ({ kind: "directory" as const, path, mode: 0o755 })),
    { kind: "directory", path: "root", mode: 0o700 },
    { kind: "directory", path: "tmp", mode: 0o1777 },
    { kind: "directory", path: "var/tmp", mode: 0o1777 },
    ...Object.entries(TEXTS).map(([path, text]) => ({ kind: "file" as const, path, mode: 0o644, text })),
  ];
}

const TEXTS: Record<string, string> = {
  "etc/passwd":
    "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n",
  "etc/group": "root:x:0:\ntty:x:5:\nuser:x:1000:\nnogroup:x:65534:\n",
  "etc/shells": "/bin/sh\n/bin/bash\n",
  "etc/nsswitch.conf":
    "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nservices: files\nprotocols: files\n",
  "etc/os-release": 'NAME="Wherry starter"\nID=wherry-starter\nPRETTY_NAME="Wherry starter image"\n',
  "etc/profile": "export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n",
  "root/.bashrc": "PS1='\\u@\\h:\\w\\$ '\nalias ls='ls --color=auto'\nalias grep='grep --color=auto'\n",
};
