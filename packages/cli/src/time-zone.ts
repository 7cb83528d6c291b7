import { parseTimeZone } from "@faultline/logs";
import { CommandError } from "./command-error.ts";

/** @throws CommandError if there is no such time zone */
export function requireTimeZone(name: string): void {
  try {
    parseTimeZone(name);
  } catch (error) {
    throw new CommandError(`--time-zone: ${(error as Error).message}`, { cause: error });
  }
}
