import { Drawer } from "@mantine/core";
import type { Scope } from "../../api/scope.ts";
import type { ExplorerSearch } from "./explorer-search.ts";
import { FacetPanel } from "./facet-panel.tsx";
import type { ChangeSearch } from "./use-explorer.ts";
import type { FacetsShown } from "./use-facets-shown.ts";

interface FacetSideProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
  shown: FacetsShown;
  /** Nothing is counted before. */
  areRowsThere: boolean;
  isQueryWrong: boolean;
}

/** The facets in their place. */
export function FacetSide({ shown, ...rest }: FacetSideProps) {
  if (shown.isBeside) {
    return (
      <aside className="facets-side" aria-label="Fields">
        <FacetPanel {...rest} />
      </aside>
    );
  }
  return (
    <Drawer.Root
      opened={shown.isInDrawer}
      onClose={shown.close}
      size={320}
      padding={0}
      classNames={{ content: "drawer" }}
      transitionProps={{ duration: 0 }}
    >
      <Drawer.Overlay />
      <Drawer.Content aria-label="Fields">
        <Drawer.Body>
          <FacetPanel {...rest} onClose={shown.close} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
