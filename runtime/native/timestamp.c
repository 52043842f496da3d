#include "timestamp.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

struct date {
  unsigned year, month, day;
};

/* Days since 1970-01-01 to a Gregorian date, counting years from March so that the leap day comes last. gmtime
   would do, but it reads the host's time zone file first. */
static struct date date_of(uint64_t days) {
  uint64_t shifted = days + 719468; /* from 0000-03-01 */
  uint64_t era = shifted / 146097, day_of_era = shifted % 146097;
  uint64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  uint64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  uint64_t month_from_march = (5 * day_of_year + 2) / 153;
  uint64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return (struct date){.year = (unsigned)(era * 400 + year_of_era + (month <= 2)),
                       .month = (unsigned)month,
                       .day = (unsigned)(day_of_year - (153 * month_from_march + 2) / 5 + 1)};
}

void timestamp_now(char text[TIMESTAMP_LENGTH + 1]) {
  struct timespec now;
  (void)clock_gettime(CLOCK_REALTIME, &now);
  uint64_t seconds = now.tv_sec < 0 ? 0 : (uint64_t)now.tv_sec;
  struct date date = date_of(seconds / 86400);
  unsigned rest = (unsigned)(seconds % 86400);
  (void)snprintf(text, TIMESTAMP_LENGTH + 1, "%04u-%02u-%02uT%02u:%02u:%02u.%09uZ", date.year % 10000, date.month % 100,
                 date.day % 100, rest / 3600 % 100, rest / 60 % 60, rest % 60, (unsigned)now.tv_nsec % 1000000000u);
}
