import { rm } from "node:fs";

/** Deletes a folder with all in it; one that is not there is no error. */
export function deleteTree(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    rm(path, { recursive: true, force: true }, (error) => (error === null ? resolve() : reject(error)));
  });
}
