import { Tooltip } from "@mantine/core";
import type { RefObject } from "react";

interface HintProps {
  target: RefObject<HTMLElement | null>;
  label: string;
  openDelay: number;
}

/** The tooltip of a button that was pointed at for the first time: it is due already. */
export default function Hint({ target, label, openDelay }: HintProps) {
  return (
    <Tooltip
      target={target}
      label={label}
      openDelay={openDelay}
      defaultOpened={target.current?.matches(":hover") ?? false}
    />
  );
}
