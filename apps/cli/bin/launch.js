/** Starts a command; says what to do where a checkout is not built yet or Node is too old. */
export async function launch(name) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`${name} needs Node 20.19 or later, and this is ${process.versions.node}.\n`);
    process.exit(3);
  }
  const { existsSync } = process.getBuiltinModule("node:fs");
  const program = new URL(`../dist/bundled/${name}.js`, import.meta.url);
  if (!existsSync(program)) {
    process.stderr.write(`${name} is not built yet. Run \`npm run build\` in the checkout.\n`);
    process.exit(3);
  }
  const { [name]: command, runProcess } = await import(program.href);
  await runProcess(command);
}
