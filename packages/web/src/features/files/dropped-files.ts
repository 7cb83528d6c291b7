import type { NamedFile } from "./upload-queue.ts";

/** What a dropzone adds to a file that came with its folder. */
interface DroppedFile extends File {
  readonly relativePath?: string;
}

/** The files one meant, with their way within the folder they came in: folders bring along what desktops hide in them. */
export function namedFiles(files: readonly DroppedFile[]): NamedFile[] {
  return files.filter(({ name }) => !isHidden(name)).map((file) => ({ file, name: nameOf(file) }));
}

function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "Thumbs.db";
}

function nameOf({ name, webkitRelativePath, relativePath }: DroppedFile): string {
  return (webkitRelativePath || relativePath || name).replace(/^\.?\//, "");
}
