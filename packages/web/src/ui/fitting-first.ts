import type { ComboboxItem, OptionsFilter } from "@mantine/core";

/**
 * The options that have what is typed in them, those that are just that first and then those that begin with it: Enter
 * takes the first.
 */
export const fittingFirst: OptionsFilter = ({ options, search, limit }) => {
  const typed = search.trim().toLowerCase();
  const rankOf = ({ label }: ComboboxItem) => {
    const at = label.toLowerCase().indexOf(typed);
    return at < 0 ? null : at > 0 ? 2 : label.length === typed.length ? 0 : 1;
  };
  const ranked: ComboboxItem[][] = [[], [], []];
  for (const option of options) {
    const rank = "label" in option ? rankOf(option) : null;
    if (rank !== null) ranked[rank]!.push(option as ComboboxItem);
  }
  return ranked.flat().slice(0, limit);
};
