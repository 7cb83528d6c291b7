import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = { target: process.env["FAULTLINE_API"] ?? "http://127.0.0.1:8000" };

export default defineConfig({
  plugins: [react()],
  // Inlined assets would be data: URLs, which the server's content security policy refuses.
  build: { assetsInlineLimit: 0, emptyOutDir: true, outDir: "dist", reportCompressedSize: true },
  server: {
    host: "127.0.0.1",
    proxy: { "/auth": api, "/logs": api, "/stats": api, "/analytics": api, "/health": api, "/docs": api },
  },
});
