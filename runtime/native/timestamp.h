/* The time of now as RFC 3339 with nanoseconds, in UTC: 2026-01-02T03:04:05.678901234Z */
#ifndef WHERRY_TIMESTAMP_H
#define WHERRY_TIMESTAMP_H

#define TIMESTAMP_LENGTH 30

/* Writes TIMESTAMP_LENGTH bytes and a NUL. */
void timestamp_now(char text[TIMESTAMP_LENGTH + 1]);

#endif
