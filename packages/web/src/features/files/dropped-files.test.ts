import { expect, test } from "vitest";
import { namedFiles } from "./dropped-files.ts";

test("files keep their way within the folder they came in, and what is hidden is left out", () => {
  const dropped = (name: string, paths: object = {}) => Object.assign(new File(["x"], name), paths);
  const names = namedFiles([
    dropped("shop.log"),
    dropped("a.log", { relativePath: "./logs/web/a.log" }),
    dropped("b.log", { relativePath: "/logs/b.log" }),
    dropped(".DS_Store", { relativePath: "./logs/.DS_Store" }),
  ]).map(({ name }) => name);
  expect(names).toEqual(["shop.log", "logs/web/a.log", "logs/b.log"]);
});
