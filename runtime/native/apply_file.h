/* One file of a stream of entries: its content and its attributes. */
#ifndef WHERRY_APPLY_FILE_H
#define WHERRY_APPLY_FILE_H

#include "entries.h"

/* A directory below the root that is kept open. */
struct parent {
  int fd;
  char path[ENTRY_PATH_MAX + 1];
};

/* Opens a path below `root`; no name on the way may be a symlink or lead to another mount. -1 with errno. */
int open_beneath(int root, const char *path, int flags);

/* After a failed setxattr: not every file system has every kind of attribute, nor has every kind of file. Only
 * capabilities must not get lost silently. */
bool may_be_left_out(const char *name);

/* These end the process when they fail. Owner first, then attributes, then mode, then time: chown takes away
 * setuid bits and file capabilities, and every other change moves the time. */
void set_attributes(int parent, const char *name, const struct entry *entry);
void set_directory_attributes(int parent, const char *name, const struct entry *entry);
/* A new regular file, with its content from the stream. */
void make_file(int parent, const char *name, const struct entry *entry, struct entry_reader *reader);
void mark_opaque(int parent, const char *name, const char *path);

#endif
