import { createTheme } from "@mantine/core";

/** Behaviour only; looks are in ui/mantine.css. Components are named, not imported: no page draws with all of them. */
export const mantineTheme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-mono)",
  defaultRadius: 8,
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    // Locking the page's scroll writes a style element, and the overlay covers the page as it is.
    DrawerRoot: { defaultProps: { lockScroll: false } },
    Modal: { defaultProps: { lockScroll: false, centered: true } },
    // Its placeholder for the focus is not allowed within the role menu.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 0 }, shadow: "none" } },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, shadow: "none" } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});
