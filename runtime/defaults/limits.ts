/** Processes and threads of one container, unless asked otherwise: far above any use, far below a fork bomb. */
export const DEFAULT_PIDS_LIMIT = 2048;

/** The file mode bits that a container's program starts with taken away. */
export const DEFAULT_UMASK = 0o022;
