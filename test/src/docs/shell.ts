import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeSync,
} from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { hugginggpt, indexer, registry, runProgram } from "../e2e/programs.js";

const PROGRAMS = new Map(Object.entries({ hugginggpt, indexer, registry }));

/** Why a test of scripts cannot run here; empty where it can. */
export const NO_SHELL = process.platform === "linux" ? "" : " (skipped: /proc and bash are wanted)";

/** The programs as functions that have this process do the work: each start of Node takes half a second. */
const PRELUDE = `
call() {
  local code
  exec 6<&0 7>&1 8>&2 9<>"/dev/tcp/127.0.0.1/$DOCS_PORT"
  { printf '%s\\0' "$BASHPID" "$PWD" "$#" "$@"; env -0; printf 'END\\0'; } >&9
  read -r code <&9
  exec 6<&- 7>&- 8>&- 9>&-
  return "$code"
}
${[...PROGRAMS.keys()].map((name) => `${name}() { call ${name} "$@"; }`).join("\n")}
hgpt() { hugginggpt "$@"; }
npx() { "$@"; }
trap 'failed=$?' ERR
`;
const END = "\u0001";

/** What a piece of a script did. */
interface Shown {
  /** The exit code of its last command that failed; 0 where none did. */
  readonly code: number;
  /** Standard output and standard error as they came, ends of lines aside. */
  readonly printed: string;
}

/** Runs pieces of a script one after the other in one bash, in a folder and with an environment, and returns what each showed. */
export async function runInShell(
  pieces: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Shown[]> {
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-shell-"));
  const log = join(folder, "shown");
  const out = openSync(log, "a");
  const server = createServer((socket) => void answer(socket).finally(() => socket.end()));
  try {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const port = String((server.address() as AddressInfo).port);
    const script = pieces.map((piece) => `failed=0\n${piece}\nprintf '%s${END}' "$failed"`);
    const shell = spawn("bash", ["-c", [PRELUDE, ...script].join("\n")], {
      cwd,
      env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", ...env, DOCS_PORT: port },
      stdio: ["ignore", out, out],
    });
    await once(shell, "close");
    const shown = readFileSync(log, "utf8").split(END).slice(0, -1);
    return shown.map((text) => ({
      code: Number(/\d+$/.exec(text)?.[0]),
      printed: text.replace(/\d+$/, "").replaceAll("\r\n", "\n"),
    }));
  } finally {
    closeSync(out);
    server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Does one call and answers with its exit code. It writes where the caller's output leads. */
async function answer(socket: Socket): Promise<void> {
  const [pid = "", cwd = "", count = "", ...rest] = await asked(socket);
  const [name = "", ...args] = rest.slice(0, Number(count));
  const pairs = rest.slice(Number(count)).map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const program = PROGRAMS.get(name);
  if (!program) throw new Error(`${name} is no program`);
  const place = `/proc/${pid}/fd`;
  const isPiped = readlinkSync(`${place}/6`) !== "/dev/null";
  const outputs = [7, 8].map((fd) => openSync(`${place}/${fd}`, "a"));
  const [out, err] = outputs.map(writerTo) as [Writable, Writable];
  try {
    const code = await runProgram(program, args, {
      env: Object.fromEntries(pairs),
      cwd,
      in: isPiped ? createReadStream(`${place}/6`) : Readable.from([]),
      isPiped,
      out,
      err,
      onSignal: () => undefined,
      exit: () => undefined,
    });
    socket.write(`${code}\n`);
  } finally {
    for (const fd of outputs) closeSync(fd);
  }
}

/** The caller's process, folder, number of words, words and environment. */
async function asked(socket: Socket): Promise<string[]> {
  let text = "";
  socket.setEncoding("utf8");
  while (!text.endsWith("\0END\0")) text += String((await once(socket, "data"))[0]);
  return text.split("\0").slice(0, -2);
}

function writerTo(fd: number): Writable {
  return new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      try {
        writeSync(fd, text);
      } catch (error) {
        // Who reads may have had enough: `| head`.
        if (!(error instanceof Error && "code" in error && error.code === "EPIPE"))
          return done(error as Error);
      }
      done();
    },
  });
}
