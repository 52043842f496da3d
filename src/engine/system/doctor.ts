import type { StoreRoot } from "../../base/store-root.ts";
import { checkCgroups } from "./checks/cgroups.ts";
import { checkDisk } from "./checks/disk.ts";
import { checkNativePrograms } from "./checks/native-programs.ts";
import { checkNetworkTools } from "./checks/network-tools.ts";
import { checkNode } from "./checks/node-version.ts";
import { checkOverlay } from "./checks/overlay.ts";
import { checkPrivileges } from "./checks/privileges.ts";
import { checkSeccomp } from "./checks/seccomp.ts";
import { checkTerminal } from "./checks/terminal.ts";
import { checkUserNamespaces } from "./checks/user-namespaces.ts";
import { type Machine, realMachine } from "./machine.ts";
import type { Finding } from "./system.ts";

/** Looks at everything on this machine that Wherry builds on, most needed first. Leaves nothing behind. */
export async function examine(root: StoreRoot, machine: Machine = realMachine()): Promise<Finding[]> {
  return [
    checkPrivileges(machine),
    checkNativePrograms(machine),
    ...checkCgroups(machine),
    await checkOverlay(machine, root),
    checkUserNamespaces(machine),
    checkSeccomp(machine),
    ...checkNetworkTools(machine),
    await checkDisk(root),
    checkNode(machine),
    checkTerminal(machine),
  ];
}
