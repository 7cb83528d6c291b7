import { CircleAlert, RotateCw } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import "./states.css";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing to show: one icon, one sentence, one action. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="state" data-state="empty">
      <span className="state__icon" aria-hidden="true">
        {icon}
      </span>
      <p className="state__title">{title}</p>
      {children && <p className="state__text">{children}</p>}
      {action && <div className="state__actions">{action}</div>}
    </div>
  );
}

interface ErrorStateProps {
  title: string;
  detail: string;
  requestId?: string | undefined;
  onRetry: () => void;
}

export function ErrorState({ title, detail, requestId, onRetry }: ErrorStateProps) {
  return (
    <div className="state state--error" role="alert" data-state="error">
      <span className="state__icon" aria-hidden="true">
        <CircleAlert size={22} />
      </span>
      <p className="state__title">{title}</p>
      <p className="state__text">{detail}</p>
      <div className="state__actions">
        <Button onClick={onRetry}>
          <RotateCw size={15} aria-hidden="true" /> Try again
        </Button>
        {requestId && <CopyButton text={requestId} label="Copy request id" kind="quiet" />}
      </div>
      {requestId && <p className="state__request mono">Request {requestId}</p>}
    </div>
  );
}

/** A grey shape in place of what will come. */
export function Skeleton({
  width = "100%",
  height,
  style,
}: {
  width?: number | string;
  height: number | string;
  style?: CSSProperties;
}) {
  return <div className="skeleton" style={{ width, height, ...style }} aria-hidden="true" />;
}
