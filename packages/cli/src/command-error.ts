/** Ends a command with its message and no stack: what went wrong is no defect of the program. */
export class CommandError extends Error {
  readonly code = "command_failed";
}
