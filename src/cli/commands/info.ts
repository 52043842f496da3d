import type { CommandContext, Input } from "../command.ts";
import type { REPORT_FLAGS } from "../flags/system-flags.ts";
import { printReport } from "../output/report.ts";

export async function run({ flags }: Input<typeof REPORT_FLAGS>, context: CommandContext): Promise<number> {
  const { system, containers, images } = await context.engine();
  const [info, all, allImages] = await Promise.all([
    system.info(),
    containers.list({ all: true }),
    images.list(),
  ]);
  const count = (...wanted: string[]): number =>
    all.filter(({ state }) => wanted.includes(state.status)).length;
  printReport(
    [
      ["Containers", "Containers", String(all.length)],
      ["ContainersRunning", " Running", String(count("running"))],
      ["ContainersPaused", " Paused", String(count("paused"))],
      ["ContainersStopped", " Stopped", String(count("created", "exited"))],
      ["Images", "Images", String(allImages.length)],
      ["ServerVersion", "Version", info.version],
      ["Driver", "Runtime driver", info.driver],
      ["CgroupVersion", "Cgroup", info.cgroup],
      ["KernelVersion", "Kernel", info.kernel],
      ["Rootless", "Rootless", info.rootless],
      ["DockerRootDir", "Data folder", info.dataDir],
      ["RunDir", "Run folder", info.runDir],
    ],
    flags.format,
  );
  return 0;
}
