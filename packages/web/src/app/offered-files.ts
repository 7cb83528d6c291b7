/** The files that the page may be narrowed to: the newest. */
export const OFFERED_FILES = { offset: 0, limit: 200 };
