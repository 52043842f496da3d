export type * from "./driver.ts";
export { LaunchError } from "./launch-error.ts";
export { nativeProgram } from "./native-path.ts";
export type * from "./spec.ts";
