import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { fileURLToPath } from "node:url";
import { createServer, listen } from "@hugginggpt/server";
import { Fault } from "@hugginggpt/shared";
import { Option } from "commander";
import { openServer } from "../../compose/open-server.js";
import type { ConfigFlags } from "../../config/configuration.js";
import { t } from "../../lang/words.js";
import type { CliCommand } from "../../program/cli-command.js";
import { type CliContext, noteLine, printLine } from "../../program/cli-context.js";
import { collect, wholeNumber } from "../../program/options.js";
import { addModelOptions } from "../run-options.js";

interface ServeOptions extends ConfigFlags {
  readonly port: number;
  readonly host: string;
  readonly token?: string;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly publicUrl?: string;
  readonly jarvis?: boolean;
  readonly runs: number;
  /** False by `--no-worker`. */
  readonly worker: boolean;
}

/** How long open connections may take to end, in milliseconds. */
const GRACE_MS = 5_000;

const EXAMPLES = `
Examples:
  $ hugginggpt serve                                  # the page, on this machine only; open the link that it prints
  $ hugginggpt serve --port 0                         # a free port: the first line printed is the address
  $ HUGGINGGPT_TOKEN=... hugginggpt serve --host 0.0.0.0 --allow-host box.local:8080
  $ curl -H "Authorization: Bearer $HUGGINGGPT_TOKEN" -F request="read this aloud" -F file=@sign.png localhost:8080/api/runs
  $ OPENAI_BASE_URL=http://localhost:8080/v1 ...      # any client of OpenAI's: the model is "hugginggpt"
  $ hugginggpt serve --jarvis --allow-origin http://localhost:9999   # HuggingGPT's own page

/openapi.json describes the API. SIGTERM and Ctrl-C stop the runs in progress; the next start continues them.`;

/** Gives `hugginggpt serve` its options, help and action, and returns it. */
export function serveCommand(command: CliCommand): CliCommand {
  command
    .option("-p, --port <n>", "port; 0 takes a free one", wholeNumber(0, 65_535), 8080)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .addOption(
      new Option(
        "--token <token>",
        "the token that callers must send (also HUGGINGGPT_TOKEN; default: a new one at each start)",
      ),
    )
    .option("--allow-host <host:port>", "another host name that this server answers to (repeatable)", collect)
    .option(
      "--allow-origin <origin>",
      "origin of another page that may use this server (repeatable)",
      collect,
    )
    .option("--public-url <url>", "the public address of this server, for links in answers")
    .option("--jarvis", "also serve the original HuggingGPT's addresses, without a token")
    .option("--runs <n>", "the most runs at the same time", wholeNumber(1), 4)
    .option("--no-worker", "with a database: leave the runs to the workers");
  return addModelOptions(command)
    .home(EXAMPLES)
    .action((options: ServeOptions) => serve(options, command.context));
}

async function serve(options: ServeOptions, context: CliContext): Promise<void> {
  const { host, port, publicUrl, jarvis = false, runs } = options;
  const chosen = options.token ?? context.env.HUGGINGGPT_TOKEN;
  const token = chosen || newToken(options.host);
  let hosts: readonly string[] = [];
  const access = { token, hosts: () => hosts, origins: options.allowOrigin ?? [] };
  const setup = {
    access,
    publicUrl: publicUrl ?? null,
    jarvis,
    runs,
    works: options.worker,
    page: pageFolder(),
  };
  const opened = await openServer(options, setup, context);
  try {
    if (!options.worker && !opened.isShared)
      throw new Fault("USAGE", "Without a database nobody else works on the runs of this server", {
        next: "Leave --no-worker out, or set HUGGINGGPT_DATABASE_URL.",
      });
    const server = createServer(opened.options);
    const listening = await listen(server.fetch, { host, port });
    hosts = hostsOf(host, listening.port, options);
    // Before the address is printed, so that a client that returns finds its run active.
    await server.begin();
    const address = `http://${isIP(host) === 6 ? `[${host}]` : host}:${listening.port}`;
    printLine(context, address);
    noteLine(context, chosen ? t`Open ${address} and enter the token.` : t`Open ${address}/?token=${token}`);
    if (!setup.page) noteLine(context, t`The page is not built; serving the API only.`);
    if (opened.isShared) noteLine(context, sharedLine(options.worker));
    if (!context.signal.aborted) await once(context.signal, "abort");
    noteLine(
      context,
      opened.isShared
        ? t`Stopping; other workers continue the runs in progress.`
        : t`Stopping; the next start continues the runs in progress.`,
    );
    await server.drain();
    await listening.close(GRACE_MS);
  } finally {
    await opened.close();
  }
}

function sharedLine(works: boolean): string {
  return works
    ? t`Runs go through the database; this server and every worker work on them.`
    : t`Runs go through the database; this server leaves them to the workers.`;
}

/** @throws Fault USAGE for an address that others reach: it needs a token that was chosen. */
function newToken(host: string): string {
  if (host === "127.0.0.1" || host === "::1" || host === "localhost")
    return randomBytes(24).toString("base64url");
  throw new Fault("USAGE", `${host} can be reached from other machines, but no token is set`, {
    next: "Set HUGGINGGPT_TOKEN, or leave --host out.",
  });
}

function hostsOf(host: string, port: number, { allowHost, publicUrl }: ServeOptions): readonly string[] {
  const names = ["127.0.0.1", "localhost", "[::1]", isIP(host) === 6 ? `[${host}]` : host];
  const given = [...(allowHost ?? []), ...(publicUrl ? [new URL(publicUrl).host] : [])];
  const own = names.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);
  return [...own, ...given].map((name) => name.toLowerCase());
}

/** The page as the build puts it beside this program, or as the checkout has it. */
function pageFolder(): string | null {
  const places = ["../page/", "../../../web/dist/"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return places.find((path) => existsSync(`${path}index.html`)) ?? null;
}
