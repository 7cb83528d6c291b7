import { useHotkeys } from "@mantine/hooks";
import type { KeyboardEvent, RefObject } from "react";

/** How the keys move through a list. */
export interface ListMoves {
  /** The row that keys act on. */
  readonly active: number;
  readonly rowsInView: () => number;
  moveTo: (index: number) => void;
  toNewest: () => void;
  toOldest: () => void;
  open: () => void;
  /** Undefined: the other of the two. */
  fold: (isUnfolded: boolean) => void;
  close: () => void;
}

/** Keys of the list while it has the focus; `j` and `k` give it the focus from anywhere on the page. */
export function useListKeys(list: RefObject<HTMLElement | null>, moves: ListMoves) {
  const step = (by: number) => () => {
    list.current?.focus({ preventScroll: true });
    moves.moveTo(moves.active + by);
  };
  useHotkeys([
    ["j", step(1)],
    ["k", step(-1)],
    ["Escape", moves.close],
  ]);
  return (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = actionOf(event.key, moves);
    if (!act) return;
    event.preventDefault();
    act();
  };
}

function actionOf(key: string, moves: ListMoves): (() => void) | undefined {
  const by = (rows: number) => () => moves.moveTo(moves.active + rows);
  const actions: Record<string, () => void> = {
    ArrowDown: by(1),
    ArrowUp: by(-1),
    PageDown: () => moves.moveTo(moves.active + moves.rowsInView()),
    PageUp: () => moves.moveTo(moves.active - moves.rowsInView()),
    Home: moves.toNewest,
    End: moves.toOldest,
    ArrowRight: () => moves.fold(true),
    ArrowLeft: () => moves.fold(false),
    Enter: moves.open,
    " ": moves.open,
  };
  return actions[key];
}
