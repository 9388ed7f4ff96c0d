import type { LocalMachine } from "@hugginggpt/local";
import { closing } from "../../compose/closing.js";
import { createHttp } from "../../compose/http.js";
import { openLocal } from "../../compose/local.js";
import { type ConfigFlags, type Configuration, readConfiguration } from "../../config/configuration.js";
import type { CliContext } from "../../program/cli-context.js";

/** Does something with this machine as it is configured, and ends its process of models afterwards. */
export async function withLocal<T>(
  flags: ConfigFlags,
  context: CliContext,
  work: (machine: LocalMachine, configuration: Configuration) => Promise<T>,
): Promise<T> {
  const configuration = await readConfiguration(flags, context);
  const http = createHttp(configuration.settings, context, { offline: configuration.offline });
  return closing(openLocal(configuration, http, context.env), (machine) => work(machine, configuration));
}
