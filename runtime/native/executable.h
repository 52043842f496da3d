/* What a file's first bytes say about how it would be executed. Bytes only: nothing of it is ever run. */
#ifndef WHERRY_EXECUTABLE_H
#define WHERRY_EXECUTABLE_H

#include <limits.h>
#include <stdbool.h>

struct executable {
  /* An ELF file for another machine, and which. */
  bool is_foreign;
  unsigned machine;
  /* What the kernel would need to start it (PT_INTERP, or the line after "#!"); "" for none, or not known. */
  char interpreter[PATH_MAX];
};

/* A file that cannot be read, or says nothing clear, gives an empty answer: then the kernel has the last word. */
void examine_executable(const char *path, struct executable *executable);

#endif
