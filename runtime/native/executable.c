#include "executable.h"

#include <elf.h>
#include <fcntl.h>

#include "common.h"

#if defined(__x86_64__)
static const unsigned own_machines[] = {EM_X86_64, EM_386};
#elif defined(__aarch64__)
static const unsigned own_machines[] = {EM_AARCH64, EM_ARM};
#elif defined(__riscv)
static const unsigned own_machines[] = {EM_RISCV};
#elif defined(__s390x__)
static const unsigned own_machines[] = {EM_S390};
#elif defined(__powerpc64__)
static const unsigned own_machines[] = {EM_PPC64};
#elif defined(__arm__)
static const unsigned own_machines[] = {EM_ARM};
#else
static const unsigned own_machines[] = {EM_NONE};
#endif

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define OWN_BYTE_ORDER ELFDATA2LSB
#else
#define OWN_BYTE_ORDER ELFDATA2MSB
#endif

/* The kernel reads this much of a script's first line. */
#define LINE_SIZE 256

static void examine_script(char *line, struct executable *executable) {
  char *start = line + 2 + strspn(line + 2, " \t");
  start[strcspn(start, " \t\n")] = '\0';
  size_t length = strlen(start);
  memcpy(executable->interpreter, start, length + 1);
}

static void read_interpreter(int fd, uint64_t offset, uint64_t size, struct executable *executable) {
  if (size < 2 || size > sizeof executable->interpreter || offset > INT64_MAX) return;
  ssize_t length = RETRY(pread(fd, executable->interpreter, size, (off_t)offset));
  if (length != (ssize_t)size || executable->interpreter[size - 1] != '\0') executable->interpreter[0] = '\0';
}

static void find_interpreter_64(int fd, const Elf64_Ehdr *header, struct executable *executable) {
  Elf64_Phdr part;
  for (unsigned index = 0; index < header->e_phnum && header->e_phentsize == sizeof part; index++) {
    if (header->e_phoff > INT32_MAX) return;
    off_t at = (off_t)(header->e_phoff + (uint64_t)index * sizeof part);
    if (RETRY(pread(fd, &part, sizeof part, at)) != (ssize_t)sizeof part) return;
    if (part.p_type == PT_INTERP) return read_interpreter(fd, part.p_offset, part.p_filesz, executable);
  }
}

static void find_interpreter_32(int fd, const Elf32_Ehdr *header, struct executable *executable) {
  Elf32_Phdr part;
  for (unsigned index = 0; index < header->e_phnum && header->e_phentsize == sizeof part; index++) {
    off_t at = (off_t)(header->e_phoff + (uint64_t)index * sizeof part);
    if (RETRY(pread(fd, &part, sizeof part, at)) != (ssize_t)sizeof part) return;
    if (part.p_type == PT_INTERP) return read_interpreter(fd, part.p_offset, part.p_filesz, executable);
  }
}

static bool is_own(unsigned machine) {
  for (size_t index = 0; index < COUNT_OF(own_machines); index++)
    if (own_machines[index] == machine || own_machines[index] == EM_NONE) return true;
  return false;
}

static void examine_elf(int fd, const char *start, struct executable *executable) {
  union {
    Elf64_Ehdr wide;
    Elf32_Ehdr narrow;
  } header;
  memcpy(&header, start, sizeof header);
  /* e_machine is at the same place in both, in the file's own byte order. */
  unsigned low = (unsigned char)start[18], high = (unsigned char)start[19];
  executable->machine = start[EI_DATA] == ELFDATA2MSB ? low << 8 | high : high << 8 | low;
  executable->is_foreign = start[EI_DATA] != OWN_BYTE_ORDER || !is_own(executable->machine);
  if (executable->is_foreign) return;
  if (start[EI_CLASS] == ELFCLASS64)
    find_interpreter_64(fd, &header.wide, executable);
  else
    find_interpreter_32(fd, &header.narrow, executable);
}

void examine_executable(const char *path, struct executable *executable) {
  *executable = (struct executable){.is_foreign = false};
  cleanup_fd int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) return;
  char start[LINE_SIZE + 1] = "";
  ssize_t length = read_exact(fd, start, LINE_SIZE);
  if (length < 0) return;
  start[length] = '\0';
  if (length > 2 && start[0] == '#' && start[1] == '!')
    examine_script(start, executable);
  else if (length >= (ssize_t)sizeof(Elf64_Ehdr) && memcmp(start, ELFMAG, SELFMAG) == 0)
    examine_elf(fd, start, executable);
}
