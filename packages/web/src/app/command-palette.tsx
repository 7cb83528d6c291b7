import { Modal } from "@mantine/core";
import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { matchCommands } from "./match-commands.ts";
import { useCommands, type Command } from "./use-commands.tsx";
import "./command-palette.css";

const MAX_SHOWN = 60;

interface CommandPaletteProps {
  opened: boolean;
  onClose: () => void;
  showShortcuts: () => void;
}

export default function CommandPalette({ opened, onClose, showShortcuts }: CommandPaletteProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={620}
      yOffset="12vh"
      centered={false}
      padding={0}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Command palette">
        <Modal.Body>
          <Palette onClose={onClose} showShortcuts={showShortcuts} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** A combobox: the focus stays in the input while the arrow keys move through what it finds (WAI-ARIA APG, Combobox). */
function Palette({ onClose, showShortcuts }: Omit<CommandPaletteProps, "opened">) {
  const listId = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { search, others } = useCommands(text, showShortcuts);
  const matched = matchCommands(others, text).slice(0, MAX_SHOWN);
  // One who types the name of a page wants that page; anything else is searched for.
  const found = search ? (matched.length > 0 ? [...matched, search] : [search]) : matched;
  const active = Math.min(at, found.length - 1);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((active + step + found.length) % found.length);
    else if (event.key === "Enter") run(found[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="palette">
      <div className="palette__input">
        <Search size={18} aria-hidden="true" />
        <input
          role="combobox"
          aria-label="Search the logs or type a command"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found[active] && `${listId}-${active}`}
          aria-autocomplete="list"
          placeholder="Search the logs or type a command"
          value={text}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="palette__list" role="listbox" id={listId} aria-label="Commands" tabIndex={-1}>
        {found.map((command, index) => (
          <Row
            key={command.id}
            id={`${listId}-${index}`}
            command={command}
            heading={command.group === found[index - 1]?.group ? undefined : command.group}
            active={index === active}
            onPoint={() => setAt(index)}
            onRun={() => run(command)}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  id: string;
  command: Command;
  heading: string | undefined;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Row({ id, command, heading, active, onPoint, onRun }: RowProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      {heading && (
        <p className="palette__group" aria-hidden="true">
          {heading}
        </p>
      )}
      <div
        ref={ref}
        id={id}
        role="option"
        aria-selected={active}
        className="palette__row"
        onPointerMove={onPoint}
        onClick={onRun}
      >
        {command.icon}
        <bdi>{command.label}</bdi>
        {command.keys && (
          <span className="palette__keys" aria-hidden="true">
            {command.keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        )}
      </div>
    </>
  );
}
