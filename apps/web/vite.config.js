import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

/** The page as static files that the server hands out. Nothing is inlined: its policy lets no inline code run. */
export default defineConfig({
  plugins: [svelte()],
  base: "./",
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The 3D viewer is one such piece; it is loaded where a 3D file is shown.
    chunkSizeWarningLimit: 700,
    license: { fileName: "licences.txt" },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080", "/files": "http://127.0.0.1:8080" } },
});
