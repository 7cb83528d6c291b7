import type { SavedSearch } from "@faultline/contract";
import { Check, Pencil, Trash2, X } from "lucide-react";
import { useState, type FormEvent } from "react";
import { IconButton } from "../../ui/button.tsx";
import { visibleLine } from "../../ui/visible-text.ts";

interface SavedSearchRowProps {
  saved: SavedSearch;
  onOpen: () => void;
  onRename: (name: string) => void;
  onDelete: () => void;
}

export function SavedSearchRow({ saved, onOpen, onRename, onDelete }: SavedSearchRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const name = visibleLine(saved.name);
  if (isRenaming) {
    const rename = (to: string) => {
      setRenaming(false);
      onRename(to);
    };
    return <RenameRow name={saved.name} onRename={rename} onCancel={() => setRenaming(false)} />;
  }
  return (
    <li className="saved__row">
      <button type="button" className="saved__open" onClick={onOpen}>
        <bdi>{name}</bdi>
        <bdi className="mono">{visibleLine(saved.query) || "all entries"}</bdi>
      </button>
      <IconButton label={`Rename ${name}`} onClick={() => setRenaming(true)}>
        <Pencil size={14} aria-hidden="true" />
      </IconButton>
      <IconButton label={`Delete ${name}`} onClick={onDelete}>
        <Trash2 size={14} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

interface RenameRowProps {
  name: string;
  onRename: (name: string) => void;
  onCancel: () => void;
}

function RenameRow({ name, onRename, onCancel }: RenameRowProps) {
  const [text, setText] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") onRename(text.trim());
  };
  return (
    <li>
      <form className="saved__row" onSubmit={submit}>
        <input
          className="saved__name"
          aria-label={`New name of ${visibleLine(name)}`}
          maxLength={100}
          value={text}
          // The one who asks to rename wants to type.
          ref={(input) => input?.focus()}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <IconButton label="Rename" type="submit">
          <Check size={15} aria-hidden="true" />
        </IconButton>
        <IconButton label="Keep the name" onClick={onCancel}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </form>
    </li>
  );
}
