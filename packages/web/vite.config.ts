import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pageHints } from "./page-hints.ts";

const OVERLAYS = /node_modules\/(?:@mantine|@floating-ui|react-remove-scroll|tabbable)\b/;
const api = { target: process.env["FAULTLINE_API"] ?? "http://127.0.0.1:8000" };

/**
 * What several pages share is one chunk: dozens of small ones cost a request each before anything is drawn. What no page
 * is first drawn with, dialogs and what floats, is none of it.
 */
const CHUNKS = [
  { name: "shared", tags: ["$initial" as const], priority: 1 },
  { debugName: "lazy", name: (id: string) => (OVERLAYS.test(id) ? "overlays" : "pages"), minShareCount: 2 },
];

export default defineConfig({
  plugins: [react(), pageHints()],
  build: {
    // Inlined assets would be data: URLs, which the server's content security policy refuses.
    assetsInlineLimit: 0,
    emptyOutDir: true,
    outDir: "dist",
    reportCompressedSize: true,
    // What a page starts with is needed whole: cut in parts it only costs more requests.
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/auth": api, "/logs": api, "/stats": api, "/analytics": api, "/health": api, "/docs": api },
  },
});
