import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("test/postgres/server.mjs", import.meta.url));

/** Where the tests ask for PostgreSQL; the first of the projects to be set up offers it to all. */
const DESK = "HUGGINGGPT_TEST_POSTGRES";

/**
 * Offers PostgreSQL to a run of tests: it starts once the first test asks at a port of this machine, and stops with the
 * run. The answer is the line of JSON that the server printed.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[DESK] !== undefined) return undefined;
  let server: ReturnType<typeof startServer> | undefined;
  const desk = createServer((asked) => {
    server ??= startServer();
    server.said.then((line) => asked.end(line));
    asked.on("error", () => undefined);
  });
  desk.listen(0, "127.0.0.1").unref();
  await once(desk, "listening");
  const address = desk.address();
  process.env[DESK] = typeof address === "object" ? `${address?.port}` : "";
  return async () => {
    desk.close();
    delete process.env[DESK];
    await server?.stop();
  };
}

function startServer() {
  // In a group of its own: Ctrl+C is told to the tests, and the end of its input to the server.
  const child = spawn(process.execPath, [SERVER], { detached: true, stdio: ["pipe", "pipe", "inherit"] });
  child.unref();
  const closed = once(child, "close");
  const answer = once(createInterface(child.stdout), "line").then(([line]) => String(line));
  // One that ends without a word is not waited for.
  const none = closed.then(() => JSON.stringify({ missing: "PostgreSQL's helper ended" }));
  const said = Promise.race([answer, none]);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await closed;
  };
  return { said, stop };
}
