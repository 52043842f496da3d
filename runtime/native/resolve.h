/* Paths of the container, walked below its root and nowhere else, whatever symbolic links an image holds. */
#ifndef WHERRY_RESOLVE_H
#define WHERRY_RESOLVE_H

#include <sys/types.h>

/* An O_PATH descriptor, or -1. The last component may be a symbolic link; it is followed, inside the root. */
int resolve(int root, const char *path);
/* The same, for a path none of whose components may be a symbolic link. */
int resolve_plain(int root, const char *path);
/* The folder at the path, made with what is missing above it; the last one, when made, gets `mode`. */
int resolve_folder(int root, const char *path, mode_t mode);
int resolve_plain_folder(int root, const char *path, mode_t mode);
/* An empty file at the path, made with what is missing above it; an O_PATH descriptor of it. */
int resolve_new_file(int root, const char *path, mode_t mode);
/* The folder in which the path's last component is, made when missing; *name points to the component in path. */
int resolve_parent(int root, const char *path, const char **name);

#endif
