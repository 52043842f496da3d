/* Makes files out of a stream of entries. */
#ifndef WHERRY_APPLY_H
#define WHERRY_APPLY_H

#include <stddef.h>

/*
 * Reads entries from standard input until E and makes them below the root, in overlay form; then writes all to the
 * disk and says "ok\n" on standard output. `lowers` are the directories that U copies from. Nothing is ever replaced
 * but by an R before, and no name in a path may be a symlink. A failure ends the process.
 */
void apply_entries(const int *lowers, size_t lower_count);

#endif
