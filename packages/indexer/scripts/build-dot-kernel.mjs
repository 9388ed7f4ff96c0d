import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

/** Compiles `dot-kernel.wat` and writes its bytes, in base64, into `dot-kernel-bytes.ts`. Run it after each change. */
const folder = new URL("../src/retrieval/vectors/", import.meta.url);
const { parseWat } = await wabt();
const module = parseWat("dot-kernel.wat", readFileSync(new URL("dot-kernel.wat", folder), "utf8"), {
  simd: true,
});
const bytes = Buffer.from(module.toBinary({}).buffer).toString("base64");
const lines = bytes.match(/.{1,100}/g).map((part) => `  "${part}"`);
writeFileSync(
  new URL("dot-kernel-bytes.ts", folder),
  `/** The module \`dot-kernel.wat\`, in base64; made by \`npm run build:kernel\`, never edited. */
export const DOT_KERNEL =
${lines.join(" +\n")};
`,
);
