import type { z } from "zod";

const RECONNECT_MS = 3_000;

export interface StreamListener<T> {
  readonly onEvent: (event: T) => void;
  /** Whether changes arrive by themselves; while they do not, they must be asked for. */
  readonly onLive: (isLive: boolean) => void;
}

/**
 * Follows server-sent events of these names until the function it returns is called; those that the schema does not
 * understand are left out. Nobody is watching a page in the background, and a browser has only a few connections to a
 * server: there it lets go.
 */
export function watchEvents<T extends z.ZodType>(
  path: string,
  schema: T,
  names: readonly string[],
  { onEvent, onLive }: StreamListener<z.output<T>>,
): () => void {
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
    source = new EventSource(path);
    for (const event of names) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => {
        const known = schema.safeParse({ event, data: JSON.parse(data) });
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
