/* Reads a directory as a stream of entries. */
#ifndef WHERRY_WALK_H
#define WHERRY_WALK_H

#include <stdbool.h>

/*
 * Writes every entry below the root to standard output, each directory before what is in it and names in byte
 * order; with the bytes of regular files when `content` says so. The overlay's marks come back as W and as opaque
 * directories. What vanishes meanwhile is left out. A failure ends the process.
 */
void walk_root(bool content);

#endif
