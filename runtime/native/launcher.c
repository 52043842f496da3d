/* launcher ROLE ...: see PROTOCOL.md. */
#include "common.h"
#include "monitor.h"

int main(int count, char **arguments) {
  if (count == 2 && text_equal(arguments[1], "monitor")) return run_monitor();
  die(125, "usage: launcher monitor | attach SOCKET ... | join PLANFILE");
}
