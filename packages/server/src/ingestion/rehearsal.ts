/**
 * How much of a file that is still coming in is parsed for nothing: about what it takes until V8 has compiled the parser for
 * such lines. A smaller file is read before that would pay.
 */
export const REHEARSED_BYTES = 48 * 1024 * 1024;
