/* The container's log, in the Kubernetes (CRI) format: one line of the file for each line, or part of a line. */
#ifndef WHERRY_LOG_H
#define WHERRY_LOG_H

#include <stddef.h>
#include <stdint.h>

struct log {
  int fd;
  char *buffer;
  size_t used;
};

/* 0, or -1 with errno. */
int log_open(struct log *log, const char *path);
/* What a text without newline leaves is written at once as a part, so that a prompt is in the log while it waits. */
void log_write(struct log *log, const char *stream, const uint8_t *bytes, size_t size);

#endif
