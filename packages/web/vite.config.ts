import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pageHints } from "./page-hints.ts";

const api = { target: process.env["FAULTLINE_API"] ?? "http://127.0.0.1:8000" };

export default defineConfig({
  plugins: [react(), pageHints()],
  build: {
    // Inlined assets would be data: URLs, which the server's content security policy refuses.
    assetsInlineLimit: 0,
    emptyOutDir: true,
    outDir: "dist",
    reportCompressedSize: true,
    // What several pages share is one chunk: dozens of small ones cost a request each before anything is drawn.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "shared", minShareCount: 2 }] } } },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/auth": api, "/logs": api, "/stats": api, "/analytics": api, "/health": api, "/docs": api },
  },
});
