import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findMissing } from "./dependencies.mjs";

const linux = { os: "linux", cpu: "x64", libc: "glibc" };

describe("findMissing", () => {
  test("finds nothing where all is installed as locked", () => {
    const lock = { "": {}, "packages/logs": {}, "node_modules/zod": { version: "4.6.7" } };
    expect(findMissing(lock, { "node_modules/zod": { version: "4.6.7" } }, linux)).toEqual([]);
  });

  test("finds a package that is absent and one of another version", () => {
    const lock = { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } };
    expect(findMissing(lock, { "node_modules/b": { version: "1.9.0" } }, linux)).toEqual([
      "node_modules/a",
      "node_modules/b",
    ]);
  });

  test("wants this platform's packages and not those of others", () => {
    const lock = {
      "node_modules/mac": { version: "1.0.0", optional: true, os: ["darwin"], cpu: ["arm64"] },
      "node_modules/musl": { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"], libc: ["musl"] },
      "node_modules/glibc": { version: "1.0.0", optional: true, os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
      "node_modules/not-windows": { version: "1.0.0", optional: true, os: ["!win32"] },
    };
    expect(findMissing(lock, {}, linux)).toEqual(["node_modules/glibc", "node_modules/not-windows"]);
  });

  test("the links between this repository's own packages are no packages to install", () => {
    expect(findMissing({ "node_modules/@faultline/logs": { link: true } }, {}, linux)).toEqual([]);
  });
});

test("package-lock.json names the optional packages of every platform, without which npm ci refuses it", () => {
  interface Locked {
    optionalDependencies?: Record<string, string>;
  }
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> };
  const isLocked = (owner: string, name: string): boolean => {
    if (packages[`${owner}${owner && "/"}node_modules/${name}`]) return true;
    return owner !== "" && isLocked(owner.slice(0, Math.max(0, owner.lastIndexOf("/node_modules/"))), name);
  };
  const missing = Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(owner, name)),
  );
  expect(missing).toEqual([]);
});
