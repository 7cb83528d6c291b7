import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { PAGES } from "./pages.ts";

const WAIT_MS = 1200;

/** `g` and then the key of a page goes there, as in `g d` for the dashboard. */
export function useGoToKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let beganMs = -Infinity;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const page = event.timeStamp - beganMs < WAIT_MS && PAGES.find(({ key }) => key === event.key);
      beganMs = event.key === "g" ? event.timeStamp : -Infinity;
      if (!page) return;
      event.preventDefault();
      void navigate({ to: page.to });
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [navigate]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
