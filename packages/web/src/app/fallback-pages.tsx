import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useState } from "react";
import { describeError } from "../api/api-error.ts";
import { doesServerAnswer } from "../api/server-silence.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../ui/states.tsx";

/** How browsers and Vite's loader say that a script or style sheet did not come. */
const NOT_FETCHED =
  /^(Unable to preload CSS|Failed to fetch dynamically imported|error loading dynamically imported|Importing a module script failed)/;

/** In place of a page that broke while it was loaded or drawn. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  if (error instanceof Error && NOT_FETCHED.test(error.message)) return <UnfetchedPage />;
  return <BrokenPage error={error} reset={reset} />;
}

/** Its files are another version's by now, or nobody is there to send them: a reload without a server would lose the app. */
function UnfetchedPage() {
  const [isSilent, setSilent] = useState(false);
  const retry = async () => {
    setSilent(false);
    if (await doesServerAnswer()) window.location.reload();
    else setSilent(true);
  };
  return (
    <main className="fallback">
      <h1 className="visually-hidden">Something went wrong</h1>
      <ErrorState
        title="This page could not be loaded"
        detail={`${isSilent ? "There is still no answer." : "The server did not send it."} Check that Faultline is running, then try again.`}
        onRetry={() => void retry()}
      />
    </main>
  );
}

function BrokenPage({ error, reset }: Pick<ErrorComponentProps, "error" | "reset">) {
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
