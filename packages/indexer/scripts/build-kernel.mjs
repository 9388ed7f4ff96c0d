import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

/** Compiles `dot-kernel.wat` and writes its bytes, in base64, at the end of `dot-kernel.ts`. Run it after each change. */
const source = new URL("../src/retrieval/vectors/dot-kernel.wat", import.meta.url);
const target = new URL("../src/retrieval/vectors/dot-kernel.ts", import.meta.url);
const { parseWat } = await wabt();
const module = parseWat("dot-kernel.wat", readFileSync(source, "utf8"), { simd: true });
const bytes = Buffer.from(module.toBinary({}).buffer).toString("base64");
const lines = bytes.match(/.{1,100}/g).map((part) => `  "${part}"`);
const [program] = readFileSync(target, "utf8").split("const DOT_KERNEL");
writeFileSync(target, `${program}const DOT_KERNEL =\n${lines.join(" +\n")};\n`);
