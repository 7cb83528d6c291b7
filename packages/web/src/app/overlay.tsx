import { Suspense, useState, type ReactNode } from "react";

/** What lies over the page comes with its script when it is first opened. From then on it stays, closed. */
export function Overlay({ opened, children }: { opened: boolean; children: ReactNode }) {
  const [wasOpened, setOpened] = useState(false);
  if (opened && !wasOpened) setOpened(true);
  return wasOpened && <Suspense fallback={null}>{children}</Suspense>;
}
