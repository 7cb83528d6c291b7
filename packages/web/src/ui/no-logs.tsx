import { Link } from "@tanstack/react-router";
import { FolderUp } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import { EmptyState } from "./states.tsx";

/** On a page that has nothing since no file was uploaded yet. */
export function NoLogs({ isAdmin, children }: { isAdmin: boolean; children?: ReactNode }) {
  const action = isAdmin && (
    <Link to="/files" className={buttonClass("primary")}>
      Upload files
    </Link>
  );
  return (
    <EmptyState icon={<FolderUp size={22} />} title="No logs yet" action={action}>
      {children}
    </EmptyState>
  );
}
