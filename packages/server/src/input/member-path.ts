const ADDED_BY_MACOS = /^(?:__MACOSX|\._.*|\.DS_Store)$/;

/** A path that an archive has, as one that leads nowhere else; null for what macOS adds to archives. */
export function memberPath(given: string): string | null {
  const parts = given
    .replaceAll("\\", "/")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/^[A-Za-z]:/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..");
  return parts.length === 0 || parts.some((part) => ADDED_BY_MACOS.test(part)) ? null : parts.join("/");
}
