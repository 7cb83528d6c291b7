import { useMergedRef } from "@mantine/hooks";
import { useRef, type ComponentProps, type PointerEvent } from "react";
import { useOnDemand } from "./on-demand.ts";
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

const HINT_AFTER_MS = 300;

interface IconButtonProps extends Omit<ButtonProps, "wide"> {
  /** The accessible name, shown as a tooltip too. */
  label: string;
}

export function IconButton({ label, kind = "quiet", className, ref: givenRef, ...rest }: IconButtonProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const mergedRef = useMergedRef(ref, givenRef);
  const { Hint, ...pointer } = useHint();
  return (
    <>
      <button
        type="button"
        ref={mergedRef}
        aria-label={label}
        className={buttonClass(kind, "button--icon", className)}
        {...pointer}
        {...rest}
      />
      {Hint && <Hint target={ref} label={label} openDelay={HINT_AFTER_MS} />}
    </>
  );
}

/** Asks for the tooltip once a mouse rests on the button; from then on it comes and goes by itself. */
function useHint() {
  const { Part: Hint, prepare } = useOnDemand(loadHint);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return {
    Hint,
    onPointerEnter({ pointerType }: PointerEvent) {
      if (Hint || pointerType !== "mouse") return;
      void prepare(false);
      timer.current = setTimeout(() => void prepare(true), HINT_AFTER_MS);
    },
    onPointerLeave: () => clearTimeout(timer.current),
  };
}
