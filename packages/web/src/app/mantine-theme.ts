import { createTheme, DrawerRoot, Menu, Modal, Popover, Select, Tooltip } from "@mantine/core";

/** Behaviour only; looks are in ui/mantine.css. */
export const mantineTheme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-mono)",
  defaultRadius: 8,
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    // Locking the page's scroll writes a style element, and the overlay covers the page as it is.
    DrawerRoot: DrawerRoot.extend({ defaultProps: { lockScroll: false } }),
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true } }),
    // Its placeholder for the focus is not allowed within the role menu.
    Menu: Menu.extend({
      defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 0 }, shadow: "none" },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 0 }, shadow: "none" } }),
    Select: Select.extend({ defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } }),
    Tooltip: Tooltip.extend({ defaultProps: { transitionProps: { duration: 0 } } }),
  },
});
