import { Tooltip } from "@mantine/core";
import type { ComponentProps } from "react";
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

interface IconButtonProps extends Omit<ButtonProps, "wide"> {
  /** The accessible name, shown as a tooltip too. */
  label: string;
}

export function IconButton({ label, kind = "quiet", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} openDelay={300}>
      <button type="button" aria-label={label} className={buttonClass(kind, "button--icon", className)} {...rest} />
    </Tooltip>
  );
}
