import { Modal } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate, useRouterState } from "@tanstack/react-router";

const SHORTCUTS: [keys: string[], does: string][] = [
  [["/"], "Search the logs"],
  [["?"], "Show these shortcuts"],
  [["↑", "↓"], "Move through the entries"],
  [["Enter"], "Open the entry"],
  [["Esc"], "Close the entry"],
  [["[", "]"], "Previous and next page"],
];

/** The keys that work on every page, and the list of all of them. */
export function Shortcuts() {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const search = () => {
    if (pathname === "/explore") document.getElementById("keyword")?.focus();
    else void navigate({ to: "/explore", hash: "keyword" });
  };
  useHotkeys([
    ["/", search],
    ["shift+?", open],
    ["?", open],
  ]);
  return (
    <Modal opened={opened} onClose={close} title="Keyboard shortcuts" closeButtonProps={{ "aria-label": "Close" }}>
      <dl className="shortcut-list">
        {SHORTCUTS.map(([keys, does]) => (
          <div key={does} style={{ display: "contents" }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
