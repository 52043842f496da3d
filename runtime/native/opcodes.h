/*
 * The one list of plan steps, in the order in which a plan gives them. The TypeScript side is checked against
 * this file by test/unit/runtime/opcodes.test.ts, so a line here has one form only:
 *
 *   STEP(number, name, "fields")
 *
 * fields, one letter each:
 *   s  text: u32 length, bytes, one NUL that the length does not count; no NUL inside
 *   l  list of texts: u32 count, then the texts
 *   u  u64
 *   b  bytes: u32 length, bytes
 *
 * The whole plan, all integers little-endian:
 *   "WPLN"  u32 version (1)  u32 step count  u32 bytes of all steps that follow
 *   step:   u16 number  u16 reserved (0)  u32 bytes of the rest of this step  s where  fields...
 * "where" is the place in the spec that asked for the step, such as mounts[3]. Nothing may follow the last step.
 * Bounds: plan 1 MiB, steps 4096, one text 128 KiB, one list 4096 items.
 */
#define PLAN_STEPS(STEP)                                                                                      \
  /* The monitor's own: what it needs before there is an init. */                                             \
  STEP(1, monitor, "ssssuuuusu")  /* log, exit record, attach socket, changed file, MONITOR_* flags, rows,    \
                                     columns, log bytes kept for a new client, container id, milliseconds a   \
                                     container that starts on attach waits with neither parent nor client */  \
  STEP(2, cgroup, "su")           /* folder, made already; CGROUP_JOIN to move init (in a join: the session's \
                                     process) there, CGROUP_REMOVE to rmdir it and what is below at exit */   \
  STEP(3, namespaces, "u")        /* CLONE_NEW* bits to make; a new network gets its loopback brought up */   \
  STEP(4, join_namespace, "su")   /* /proc/PID/ns/... or a bound file, CLONE_NEW* bit */                      \
  STEP(5, session, "uuuss")       /* joins only: container's pid, its start time in clock ticks, SESSION_*    \
                                     flags, cgroup folder whose processes end with the session (a cgroup step  \
                                     joins and removes it; "" for none), exit record or "" */                 \
  STEP(6, gate, "s")              /* say "gate NAME", wait for one byte */                                    \
  STEP(7, afterwards, "ll")       /* argv and environment of a program that the monitor becomes when all is told:  \
                                     the exit recorded, the clients gone. argv[0] is its path */              \
  /* init's: the root. */                                                                                     \
  STEP(10, private_mounts, "")    /* nothing that follows is seen by the host */                              \
  STEP(11, overlay_root, "lsss")  /* lower folders from the top down, upper, work ("" "" for read-only),      \
                                     further options */                                                       \
  STEP(12, bind_root, "s")        /* a folder as root */                                                      \
  STEP(13, mount, "sssus")        /* type, source, target (made as a folder when missing), MOUNT_ATTR_* bits, \
                                     comma-separated options */                                               \
  STEP(14, bind, "ssuu")          /* source on the host, target, MOUNT_ATTR_* bits, BIND_* flags; with        \
                                     BIND_RECURSIVE the bits hold for the mounts below too */                 \
  STEP(15, make_directory, "su")  /* path, mode; with its parents; one that is there stays as it is */        \
  STEP(16, make_symlink, "ss")    /* path, what it points to */                                               \
  STEP(17, make_device, "suuuuuu") /* path, S_IFCHR or S_IFBLK, major, minor, mode, uid, gid */               \
  STEP(18, pivot_root, "")                                                                                    \
  STEP(19, terminal, "")          /* pty from the container's /dev/ptmx; slave bound to /dev/console; master  \
                                     to the monitor */                                                        \
  STEP(20, mask_path, "s")        /* a directory under an empty tmpfs, a file under the container's /dev/null */ \
  STEP(21, read_only_path, "s")   /* a bind on itself with the mounts below, itself read-only */              \
  STEP(22, sysctl, "ss")          /* name with dots, value */                                                 \
  STEP(23, read_only_root, "")                                                                                \
  STEP(24, root_propagation, "u") /* MS_SHARED, MS_SLAVE, MS_PRIVATE or MS_UNBINDABLE */                      \
  /* init's and join's: who the process is. */                                                                \
  STEP(40, hostname, "s")                                                                                     \
  STEP(41, domainname, "s")                                                                                   \
  STEP(42, rlimit, "uuu")         /* RLIMIT_* number, soft, hard; clamped with a warning */                   \
  STEP(43, oom_score_adj, "s")                                                                                \
  STEP(44, umask, "u")                                                                                        \
  STEP(45, bounding_capabilities, "u")                                                                        \
  STEP(46, identity, "uul")       /* uid, gid, supplementary gids as decimal texts */                         \
  STEP(47, capabilities, "uuuu")  /* effective, permitted, inheritable, ambient */                            \
  STEP(48, no_new_privileges, "")                                                                             \
  STEP(49, seccomp, "b")          /* struct sock_filter[] */                                                  \
  STEP(50, working_directory, "su") /* path; 1 to make it when it is missing */                               \
  STEP(51, environment, "l")                                                                                  \
  STEP(52, exec, "l")             /* argv; argv[0] is looked up in the environment's PATH, in the container */

/* Bits of the monitor step. */
#define MONITOR_TTY 1u              /* output is one raw stream, on a pty that the terminal step makes */
#define MONITOR_STDIN 2u            /* keep standard input open for clients; else it is /dev/null */
#define MONITOR_STDIN_ONCE 4u       /* close standard input when the first client that fed it leaves */
#define MONITOR_START_ON_ATTACH 8u  /* after "ready", exec only when a client has said START */

/* Bits of the cgroup step. */
#define CGROUP_JOIN 1u
#define CGROUP_REMOVE 2u

/* Bits of the session step. */
#define SESSION_TTY 1u     /* a pty from the container's devpts, its size following our own terminal's */
#define SESSION_STDIN 2u   /* pass our standard input on; else /dev/null */
#define SESSION_DETACH 4u  /* outlive the client: no standard streams */

/* Bits of the bind step. */
#define BIND_RECURSIVE 1u
#define BIND_MAKE_TARGET 2u /* make a missing target: a file for a file, a directory for a directory */
