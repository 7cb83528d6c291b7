import { fileEvent, type FileEvent } from "@faultline/contract";

const RECONNECT_MS = 3_000;

interface Listener {
  readonly onEvent: (event: FileEvent) => void;
  /** Whether changes arrive by themselves; while they do not, they must be asked for. */
  readonly onLive: (isLive: boolean) => void;
}

/**
 * Follows the files until the function it returns is called. Nobody is watching a page in the background, and a browser
 * has only a few connections to a server: there it lets go.
 */
export function watchFiles({ onEvent, onLive }: Listener): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
    onLive(false);
  };
  const open = () => {
    close();
    if (document.visibilityState === "hidden") return;
    source = new EventSource("/logs/files/events");
    for (const event of ["files", "file", "deleted"]) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => {
        const known = fileEvent.safeParse({ event, data: JSON.parse(data) });
        if (!known.success) return;
        onLive(true);
        onEvent(known.data);
      });
    }
    // A browser tries again by itself after some failures and not after others.
    source.addEventListener("error", () => {
      close();
      timer = setTimeout(open, RECONNECT_MS);
    });
  };
  document.addEventListener("visibilitychange", open);
  open();
  return () => {
    document.removeEventListener("visibilitychange", open);
    close();
  };
}
