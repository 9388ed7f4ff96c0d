import type { z } from "zod";
import type { Bench } from "../e2e/bench.js";
import type { RunningCli } from "../e2e/running-cli.js";
import { BEGUN, RUN } from "./answers.js";

/** `hugginggpt serve`, as a test talks to it. */
export interface RunningServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly token: string;
  /** Asks with the token; `path` begins with a slash. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Asks with the token, and returns the JSON of the answer, whatever its status. */
  json(path: string, init?: RequestInit): Promise<unknown>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** As `post`, and returns the JSON of the answer, whatever its status. */
  posted(path: string, body: unknown, headers?: Record<string, string>): Promise<unknown>;
  /** Begins a run and returns its id. */
  begin(request: string, more?: object, files?: Readonly<Record<string, Uint8Array>>): Promise<string>;
  /** The events of a run from a number on, until its end. */
  events(
    run: string,
    after?: number,
  ): Promise<readonly { readonly seq: number | null; readonly type: string }[]>;
  /** Waits for an event of a run, which may have been before. @throws Error where the run ends without it. */
  reaches(run: string, type: string): Promise<void>;
  /** Waits until a run is at rest, and returns it as the API gives it. @throws ZodError for another answer. */
  ended(run: string): Promise<z.infer<typeof RUN>>;
  /** Stops it as SIGTERM does, and returns what it printed. */
  stop(): Promise<{ readonly stderr: string }>;
  readonly cli: RunningCli;
}

/** Starts `hugginggpt serve` on a free port over the bench's servers. */
export async function startServer(
  bench: Bench,
  home: string,
  args: readonly string[] = [],
  start: Bench["start"] = bench.start,
): Promise<RunningServer> {
  const cli = start(["serve", "--port", "0", ...args], { home });
  const found = new Promise<RegExpExecArray>((resolve) =>
    cli.whenPrinted(/Open (http:\S+?)(?:\/\?token=(\S+)| and enter the token\.)\n/, resolve),
  );
  await cli.reaches(found);
  const [, url = "", token = args[args.indexOf("--token") + 1] ?? ""] = await found;
  const ask: RunningServer["ask"] = (path, init = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } });
  const json: RunningServer["json"] = async (path, init) => (await ask(path, init)).json();
  const events: RunningServer["events"] = async (run, after = 0) =>
    eventsIn(await (await ask(`/api/runs/${run}/events?after=${after}`)).text());
  const post: RunningServer["post"] = (path, body, headers = {}) =>
    ask(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...headers },
    });
  return {
    ...{ url, token, ask, json, events, cli, post },
    posted: async (path, body, headers) => (await post(path, body, headers)).json(),
    begin: async (request, more = {}, files = {}) => {
      const form = new FormData();
      form.set("run", JSON.stringify({ request, ...more }));
      for (const [name, bytes] of Object.entries(files))
        form.append("file", new Blob([Buffer.from(bytes)]), name);
      return BEGUN.parse(await json("/api/runs", { method: "POST", body: form })).run;
    },
    reaches: async (run, type) => {
      const stream = await ask(`/api/runs/${run}/events`);
      let seen = "";
      for await (const piece of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        seen += piece;
        if (eventsIn(seen.slice(0, seen.lastIndexOf("\n\n") + 2)).some((event) => event.type === type))
          return;
      }
      throw new Error(`The run ${run} ended without ${type}: ${seen}`);
    },
    ended: async (run) => {
      await events(run);
      return RUN.parse(await json(`/api/runs/${run}`));
    },
    stop: () => {
      cli.kill("SIGTERM");
      return cli.ended;
    },
  };
}

/** Returns the data of a stream of events. */
export function eventsIn(text: string) {
  return text
    .split("\n\n")
    .flatMap((event) => event.split("\n").filter((line) => line.startsWith("data: ")))
    .map((line) => JSON.parse(line.slice("data: ".length)));
}
