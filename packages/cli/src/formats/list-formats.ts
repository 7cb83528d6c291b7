import { listFormats, type FormatFamily } from "@faultline/logs";
import { FAINT } from "../colours.ts";
import type { TextOutput } from "../text-output.ts";
import { describeFormatFolder } from "./format-folder.ts";

const FAMILIES: Record<FormatFamily | "user", string> = {
  user: "Formats of your own",
  web: "Web servers, proxies, cloud services, tables",
  program: "Programs, languages, databases",
  system: "Systems, networks, containers",
};

/** Lists the formats that are known; a format of one's own replaces the one of its name. */
export async function listFormatsCommand(json: boolean, folder: string | undefined, output: TextOutput): Promise<void> {
  const own = (await describeFormatFolder(folder)).map(({ name, title }) => ({ name, title, family: "user" as const }));
  const names = new Set(own.map(({ name }) => name));
  const all = [...own, ...listFormats().filter(({ name }) => !names.has(name))];
  if (json) {
    for (const { name, title, family } of all) output.write(`${JSON.stringify({ name, title, family })}\n`);
    return output.flush();
  }
  const width = Math.max(...all.map(({ name }) => name.length));
  for (const [family, heading] of Object.entries(FAMILIES)) {
    const members = all.filter((format) => format.family === family).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (members.length === 0) continue;
    output.write(`${output.paint(FAINT, heading)}\n`);
    for (const { name, title } of members) output.write(`  ${name.padEnd(width)}  ${title}\n`);
    output.write("\n");
  }
  output.write(`${all.length} formats\n`);
  await output.flush();
}
