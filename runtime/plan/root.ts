import type { RootLayers } from "../driver.ts";
import type { Step } from "../opcodes.ts";

/**
 * What makes an upper directory readable as a layer: files copied up whole, renamed folders copied, no index
 * that ties it to these very lower folders.
 */
const OVERLAY_OPTIONS = "metacopy=off,redirect_dir=off,index=off";

/** The container's root: its layers stacked, writes going to the upper folder. */
export function planRoot({ lowerDirs, upperDir, workDir }: RootLayers): Step {
  const where = "root";
  // An image without layers; overlay needs one folder at least.
  if (lowerDirs.length === 0) return { step: "bind_root", where, folder: upperDir };
  return {
    step: "overlay_root",
    where,
    lower: lowerDirs,
    upper: upperDir,
    work: workDir,
    options: OVERLAY_OPTIONS,
  };
}
