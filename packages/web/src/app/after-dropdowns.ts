/** A dropdown that closes gives the focus back after 10 ms. */
const FOCUS_RETURN_MS = 30;

/** Runs this once no menu or other dropdown is open: one would lie over what opens, and take the focus from it. */
export function afterDropdowns(run: () => void): void {
  if (!document.querySelector(".mantine-Popover-dropdown, .mantine-Menu-dropdown")) return run();
  // As a click beside them does, which is what they listen for.
  document.body.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
  setTimeout(run, FOCUS_RETURN_MS);
}
