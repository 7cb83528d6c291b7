import type { Plugin, Rolldown } from "vite";

/** What a page draws with, as paths under src/, and what it asks for first when its URL has no search. */
interface PageNeeds {
  readonly modules: readonly string[];
  readonly requests: readonly string[];
}

/** Of the interface's font what Latin text is written with. */
const FIRST_FONT = /inter-latin-wght-normal/;
const SESSION_REQUEST = "/auth/me";

const PAGES: Readonly<Record<string, PageNeeds>> = {
  "/": {
    modules: ["features/dashboard/dashboard-page.tsx", "charts/chart-canvas.tsx"],
    requests: [SESSION_REQUEST, "/stats/timeline?buckets=120", "/stats/summary"],
  },
  "/explore": {
    modules: ["features/explorer/explorer-page.tsx"],
    requests: [SESSION_REQUEST],
  },
  "/files": { modules: ["features/files/files-page.tsx"], requests: [SESSION_REQUEST] },
  "/patterns": { modules: ["features/patterns/patterns-page.tsx"], requests: [SESSION_REQUEST] },
  "/anomalies": { modules: ["features/anomalies/anomalies-page.tsx"], requests: [SESSION_REQUEST] },
  "/clusters": { modules: ["features/clusters/clusters-page.tsx"], requests: [SESSION_REQUEST] },
  "/settings": { modules: ["features/settings/settings-page.tsx"], requests: [SESSION_REQUEST] },
};

/**
 * Writes page-hints.json: for each page the values of `Link` headers that let a browser fetch what the page needs while
 * it still reads the first script (RFC 8288; HTML, "Link type preload"). Without them it learns of a page's chunk from
 * the script, and of the page's data from the chunk.
 */
export function pageHints(): Plugin {
  return {
    name: "page-hints",
    apply: "build",
    generateBundle(_, bundle) {
      const fonts = Object.keys(bundle).filter((file) => FIRST_FONT.test(file));
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      const hints = Object.entries(PAGES).map(([path, { modules, requests }]) => [
        path,
        {
          files: [...filesOf(chunks, modules), ...fonts].map(linkOfFile),
          requests: requests.map((url) => `<${url}>; rel=preload; as=fetch; crossorigin`),
        },
      ]);
      this.emitFile({ type: "asset", fileName: "page-hints.json", source: JSON.stringify(Object.fromEntries(hints)) });
    },
  };
}

/** The chunks of the first script, of these modules, and of all that they import, with their styles. */
function filesOf(chunks: readonly Rolldown.OutputChunk[], modules: readonly string[]): Set<string> {
  const files = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const name of chunk.imports) add(chunks.find(({ fileName }) => fileName === name));
  };
  for (const chunk of chunks) if (chunk.isEntry) add(chunk);
  for (const module of modules) {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/${module}`));
    if (!chunk) throw new Error(`${module} has no chunk of its own`);
    add(chunk);
  }
  return files;
}

function linkOfFile(file: string): string {
  if (file.endsWith(".css")) return `</${file}>; rel=preload; as=style; crossorigin`;
  if (file.endsWith(".woff2")) return `</${file}>; rel=preload; as=font; type="font/woff2"; crossorigin`;
  return `</${file}>; rel=modulepreload`;
}
