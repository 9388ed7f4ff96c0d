import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

/** Compiles the `.wat` files and writes their bytes, in base64, beside them. Run it after each change. */
const folder = new URL("../src/retrieval/vectors/", import.meta.url);
const { parseWat } = await wabt();
for (const name of ["dot-kernel", "sign-kernel"]) {
  const module = parseWat(`${name}.wat`, readFileSync(new URL(`${name}.wat`, folder), "utf8"), {
    simd: true,
  });
  const bytes = Buffer.from(module.toBinary({}).buffer).toString("base64");
  const lines = bytes.match(/.{1,100}/g).map((part) => `  "${part}"`);
  writeFileSync(
    new URL(`${name}-bytes.ts`, folder),
    `/** The module \`${name}.wat\`, in base64; made by \`npm run build:kernel\`, never edited. */
export const ${name.toUpperCase().replaceAll("-", "_")} =
${lines.join(" +\n")};
`,
  );
}
