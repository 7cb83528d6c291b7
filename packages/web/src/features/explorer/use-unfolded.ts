import { useCallback, useState } from "react";

/** Ids of the entries whose lines are all shown, and how to change that: without `isUnfolded` to the other of the two. */
export function useUnfolded(): [ReadonlySet<number>, (id: number, isUnfolded?: boolean) => void] {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const fold = useCallback((id: number, isUnfolded?: boolean) => {
    setUnfolded((before) => {
      const after = new Set(before);
      if (isUnfolded ?? !before.has(id)) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  return [unfolded, fold];
}
