import { writeFileSync } from "node:fs";
import { imageParts, ociFiles } from "./images.ts";
import { type TarEntry, tar } from "./tar.ts";

const folder = (name: string): TarEntry => ({ name, type: "5" });

/** A base that two images share. */
const BASE: readonly TarEntry[] = [
  folder("etc/"),
  { name: "etc/motd", body: "one\ntwo\nthree\n", mode: 0o640 },
  { name: "etc/gone", body: "was here\n" },
  { name: "etc/host", type: "2", linkName: "/etc/passwd" },
  { name: "raw", body: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]) },
  { name: "tabs", body: "a\tb\ncaf\xe9\n" },
];

/** The first overwrites and removes what the base brought. */
const FIRST: readonly TarEntry[] = [
  folder("etc/"),
  { name: "etc/motd", body: "one\n2\nthree\n", mode: 0o640 },
  { name: "etc/.wh.gone" },
  { name: "big", body: "x".repeat(5000) },
];

const SECOND: readonly TarEntry[] = [folder("srv/"), { name: "srv/page", body: "hello\n" }];

/** An archive of `first:1` and `second:1`, both of two layers, the lower one the same. */
export function writeTwoImages(path: string): void {
  const images = [
    { ...imageParts([BASE, FIRST]), name: "first:1" },
    { ...imageParts([BASE, SECOND]), name: "second:1" },
  ];
  writeFileSync(path, tar(...ociFiles(...images)));
}
