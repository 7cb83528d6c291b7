import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { describeError } from "../api/api-error.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../ui/states.tsx";

/** In place of a page that broke while it was loaded or drawn. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  const retry = () => {
    resetQueries();
    reset();
    void router.invalidate();
  };
  return (
    <main className="fallback">
      <h1 className="visually-hidden">Something went wrong</h1>
      <ErrorState title="This page could not be shown" {...describeError(error)} onRetry={retry} />
    </main>
  );
}

export function MissingPage() {
  return (
    <main className="fallback">
      <h1 className="visually-hidden">Page not found</h1>
      <EmptyState
        icon={<Compass size={22} />}
        title="There is no page at this address"
        action={
          <Link to="/" className={buttonClass("primary")}>
            Go to the dashboard
          </Link>
        }
      />
    </main>
  );
}

export function PendingPage() {
  return (
    <div className="page" role="status" aria-label="Loading">
      <Skeleton height={120} />
      <Skeleton height={320} />
    </div>
  );
}
