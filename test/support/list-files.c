// Prints every file below a folder, one a line, in whatever order the kernel gives them:
//   list-files FOLDER [PATH NOT TO LOOK AT…]
//   PATH TYPE MODE UID GID SIZE SECONDS.NANOSECONDS MAJOR:MINOR DEVICE:INODE HASH TARGET XATTR=VALUE…
// Fields are parted by tabs; bytes that are no plain ASCII letter or sign stand as %XX.
#define _GNU_SOURCE
#include <dirent.h>
#include <err.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

static void print_bytes(const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    if (byte > ' ' && byte < 127 && byte != '%' && byte != '=') {
      putchar(byte);
    } else {
      printf("%%%02X", byte);
    }
  }
}

/** FNV-1a of 64 bits: it tells contents apart and is four lines. */
static uint64_t hash_file(const char *path) {
  uint64_t hash = 0xcbf29ce484222325;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) err(1, "open %s", path);
  unsigned char block[65536];
  for (;;) {
    ssize_t got = read(fd, block, sizeof(block));
    if (got < 0) err(1, "read %s", path);
    if (got == 0) break;
    for (ssize_t i = 0; i < got; i++) hash = (hash ^ block[i]) * 0x100000001b3;
  }
  close(fd);
  return hash;
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/** Those that a container without CAP_SYS_ADMIN sees too: trusted.* is not for it. */
static void print_xattrs(const char *path) {
  char names[65536];
  ssize_t length = llistxattr(path, names, sizeof(names));
  if (length < 0) err(1, "llistxattr %s", path);
  char *sorted[1024];
  size_t count = 0;
  for (char *name = names; name < names + length && count < 1024; name += strlen(name) + 1) {
    if (strncmp(name, "trusted.", 8) != 0) sorted[count++] = name;
  }
  qsort(sorted, count, sizeof(*sorted), by_name);
  for (size_t i = 0; i < count; i++) {
    char value[65536];
    ssize_t size = lgetxattr(path, sorted[i], value, sizeof(value));
    if (size < 0) err(1, "lgetxattr %s %s", path, sorted[i]);
    putchar('\t');
    print_bytes(sorted[i], strlen(sorted[i]));
    putchar('=');
    print_bytes(value, (size_t)size);
  }
}

static char type_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return 'f';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFCHR: return 'c';
    case S_IFBLK: return 'b';
    case S_IFIFO: return 'p';
    default: return 's';
  }
}

static void print_file(const char *path, const struct stat *st) {
  char type = type_of(st->st_mode);
  int device = type == 'c' || type == 'b';
  print_bytes(path + 2, strlen(path + 2));
  printf("\t%c\t%04o\t%u\t%u\t%lld\t%lld.%09ld\t%u:%u\t%llx:%llx\t%016llx\t", type, st->st_mode & 07777,
         st->st_uid, st->st_gid, type == 'f' ? (long long)st->st_size : 0, (long long)st->st_mtim.tv_sec,
         st->st_mtim.tv_nsec, device ? major(st->st_rdev) : 0, device ? minor(st->st_rdev) : 0,
         (unsigned long long)st->st_dev, (unsigned long long)st->st_ino,
         (unsigned long long)(type == 'f' ? hash_file(path) : 0));
  if (type == 'l') {
    char target[PATH_MAX];
    ssize_t length = readlink(path, target, sizeof(target));
    if (length < 0) err(1, "readlink %s", path);
    print_bytes(target, (size_t)length);
  }
  print_xattrs(path);
  putchar('\n');
}

static int is_skipped(char **skipped, const char *path) {
  for (; *skipped != NULL; skipped++) {
    if (strcmp(path + 2, *skipped) == 0) return 1;
  }
  return 0;
}

static void list(char **skipped, const char *folder) {
  DIR *open_folder = opendir(folder);
  if (open_folder == NULL) err(1, "opendir %s", folder);
  for (struct dirent *entry; (entry = readdir(open_folder)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char path[PATH_MAX];
    int length = snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
    if (length < 0 || (size_t)length >= sizeof(path)) errx(1, "%s/%s: too long", folder, entry->d_name);
    if (is_skipped(skipped, path)) continue;
    struct stat st;
    if (lstat(path, &st) < 0) err(1, "lstat %s", path);
    print_file(path, &st);
    if (S_ISDIR(st.st_mode)) list(skipped, path);
  }
  closedir(open_folder);
}

int main(int argc, char **argv) {
  if (argc < 2) errx(2, "no folder");
  // From the folder itself, so that its own path never stands in what is printed.
  if (chdir(argv[1]) < 0) err(1, "chdir %s", argv[1]);
  list(argv + 2, ".");
  return fflush(stdout) == 0 ? 0 : 1;
}
