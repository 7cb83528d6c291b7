import { lazy, Suspense, useRef, useState, type ComponentProps, type PointerEvent } from "react";
import "./button.css";

type Kind = "default" | "primary" | "quiet" | "danger";

interface ButtonProps extends ComponentProps<"button"> {
  kind?: Kind;
  wide?: boolean;
}

export function buttonClass(kind: Kind = "default", ...more: (string | false | undefined)[]): string {
  return ["button", kind !== "default" && `button--${kind}`, ...more].filter(Boolean).join(" ");
}

export function Button({ kind = "default", wide = false, className, ...rest }: ButtonProps) {
  return <button type="button" className={buttonClass(kind, wide && "button--wide", className)} {...rest} />;
}

// Nobody needs it to see a page.
const loadHint = () => import("./hint.tsx");
const Hint = lazy(loadHint);

const HINT_AFTER_MS = 300;

interface IconButtonProps extends Omit<ButtonProps, "wide" | "ref"> {
  /** The accessible name, shown as a tooltip too. */
  label: string;
}

export function IconButton({ label, kind = "quiet", className, ...rest }: IconButtonProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const { hasHint, ...pointer } = useHint();
  return (
    <>
      <button
        type="button"
        ref={ref}
        aria-label={label}
        className={buttonClass(kind, "button--icon", className)}
        {...pointer}
        {...rest}
      />
      {hasHint && (
        <Suspense fallback={null}>
          <Hint target={ref} label={label} openDelay={HINT_AFTER_MS} />
        </Suspense>
      )}
    </>
  );
}

/** Asks for the tooltip once a mouse rests on the button; from then on it comes and goes by itself. */
function useHint() {
  const [hasHint, setHasHint] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return {
    hasHint,
    onPointerEnter({ pointerType }: PointerEvent) {
      if (hasHint || pointerType !== "mouse") return;
      loadHint().catch(() => undefined);
      timer.current = setTimeout(() => setHasHint(true), HINT_AFTER_MS);
    },
    onPointerLeave: () => clearTimeout(timer.current),
  };
}
