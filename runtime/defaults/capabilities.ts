/** What a container's root may do: the set that Docker grants.. */
export const DEFAULT_CAPABILITIES: readonly string[] = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_FOWNER",
  "CAP_FSETID",
  "CAP_KILL",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETPCAP",
  "CAP_NET_BIND_SERVICE",
  "CAP_NET_RAW", // for ping
  "CAP_SYS_CHROOT",
  "CAP_MKNOD", // the device cgroup still decides what may be opened
  "CAP_AUDIT_WRITE", // for su and sshd
  "CAP_SETFCAP",
];
