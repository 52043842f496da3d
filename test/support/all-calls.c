/* Makes every system call once, each in a process of its own and with arguments that no call can use, and says what
   came back: "NUMBER ERRNO", or "NUMBER signal N" where it ended the process. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words) {
  long last = count > 1 ? atol(words[1]) : 0;
  for (long number = 0; number <= last; number++) {
    fflush(stdout);
    pid_t child = fork();
    if (child < 0) return 1;
    if (child == 0) {
      signal(SIGALRM, SIG_DFL);
      alarm(1);
      pid_t self = getpid();
      errno = 0;
      long result = syscall(number, -1L, -1L, -1L, -1L, -1L, -1L);
      /* fork and its like have made one more. */
      if (getpid() != self) _exit(0);
      printf("%ld %d\n", number, result == -1 ? errno : 0);
      fflush(stdout);
      _exit(0);
    }
    int status;
    if (waitpid(child, &status, 0) < 0) return 1;
    if (WIFSIGNALED(status)) printf("%ld signal %d\n", number, WTERMSIG(status));
  }
  return 0;
}
