/* launcher ROLE ...: see PROTOCOL.md. */
#include "attach.h"
#include "common.h"
#include "join.h"
#include "monitor.h"
#include "seal.h"

int main(int count, char **arguments) {
  /* These two start processes that a container can look at. */
  bool enters = count >= 2 && (text_equal(arguments[1], "monitor") || text_equal(arguments[1], "join"));
  if (enters) run_sealed(arguments);
  if (count == 2 && enters && text_equal(arguments[1], "monitor")) return run_monitor();
  if (count >= 3 && text_equal(arguments[1], "attach")) return run_attach(count - 2, arguments + 2);
  if (count == 3 && text_equal(arguments[1], "join")) return run_join(arguments[2]);
  die(125, "usage: launcher monitor | attach SOCKET ... | join PLANFILE");
}
