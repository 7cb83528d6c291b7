import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import { EmptyState } from "./states.tsx";

interface NothingInScopeProps {
  icon: ReactNode;
  /** The page itself, to be shown with all data. */
  page: "/" | "/patterns";
  children?: ReactNode;
}

/** On a page that has nothing in the chosen time range and file, though it may have elsewhere. */
export function NothingInScope({ icon, page, children }: NothingInScopeProps) {
  return (
    <EmptyState
      icon={icon}
      title="No entries in this time range and file"
      action={
        <Link
          to={page}
          search={{ range: undefined, start: undefined, end: undefined, file: undefined }}
          className={buttonClass("primary")}
        >
          Show all data
        </Link>
      }
    >
      {children}
    </EmptyState>
  );
}
