import { Modal } from "@mantine/core";
import { PAGES } from "./pages.ts";
import { isMac } from "./platform.ts";

const SHORTCUTS: { heading: string; keys: [keys: string[], does: string][] }[] = [
  {
    heading: "Everywhere",
    keys: [
      [[isMac ? "⌘" : "Ctrl", "K"], "Search and commands"],
      [["/"], "Search the logs"],
      [["?"], "Show these shortcuts"],
      ...PAGES.map(({ label, key }): [string[], string] => [["g", key], `Go to ${label.toLowerCase()}`]),
    ],
  },
  {
    heading: "Log explorer",
    keys: [
      [["j", "k"], "Move through the entries, as do ↓ and ↑"],
      [["Enter"], "Open the entry"],
      [["Esc"], "Close the entry"],
      [["→", "←"], "Unfold and fold its lines"],
      [["Home", "End"], "Newest and oldest entries"],
      [["PgUp", "PgDn"], "A screen of entries; on the rail beside them a tenth of all"],
      [["↓", "Tab"], "In the query: what completes it, and take the first"],
    ],
  },
  {
    heading: "Charts",
    keys: [
      [["←", "→"], "Move through the points"],
      [["Shift", "←", "→"], "Select a time range"],
      [["Enter"], "Open the entries, or zoom to the range"],
    ],
  },
];

/** All keys that do something, by where they do. */
export default function ShortcutList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size={720}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className="shortcut-groups">
        {SHORTCUTS.map(({ heading, keys }) => (
          <section key={heading}>
            <h3>{heading}</h3>
            <dl className="shortcut-list">
              {keys.map(([own, does]) => (
                <div key={does} style={{ display: "contents" }}>
                  <dt>
                    {own.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
