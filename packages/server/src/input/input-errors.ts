/** Input that cannot be read to its end, in words for whoever sent it. */
export class UnreadableInputError extends Error {
  readonly code = "unreadable_input";
}

/** Compressed or archived bytes that break their format: what is wrong, without the name of the format. */
export class CorruptDataError extends Error {
  readonly code = "corrupt_data";
}

export const CUT_OFF = "unexpected end of file";
