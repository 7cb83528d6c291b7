// Kept to syntax that old versions of Node parse, so that they get the sentence below and not a stack trace.

const OLDEST = [20, 19];

/** @param {string} version as in process.versions.node */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Ends the process with one clear line when this Node is too old. */
export function requireSupportedNode() {
  if (isSupportedNode(process.versions.node)) return;
  console.error(
    "Faultline needs Node " +
      OLDEST.join(".") +
      " or later; this is Node " +
      process.versions.node +
      " (" +
      process.execPath +
      ").",
  );
  process.exit(1);
}
