/* What a layer takes over from the folder of a lower one. */
#ifndef WHERRY_APPLY_COPY_H
#define WHERRY_APPLY_COPY_H

/* Makes a file, a symlink, or a directory without its content as it is below `lower`, with all its attributes. */
void copy_up(int parent, const char *name, const char *path, int lower);
/* Gives a directory the time it has below `lower`. */
void set_lower_time(int parent, const char *name, const char *path, int lower);

#endif
