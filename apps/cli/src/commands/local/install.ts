import { takeHome } from "../../compose/home.js";
import { readConfiguration } from "../../config/configuration.js";
import { t } from "../../lang/words.js";
import type { CliCommand, JsonOptions } from "../../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../../program/cli-context.js";
import { byteSize } from "../../render/format.js";
import { installRuntime } from "./install-runtime.js";

interface InstallOptions extends JsonOptions {
  readonly offline?: boolean;
}

/** Returns `hugginggpt local install`. */
export function installCommand(parent: CliCommand): CliCommand {
  return parent
    .command("install")
    .description("install the runtime for local models (transformers.js, onnxruntime, text readers)")
    .option("--offline", "use npm's cache only")
    .json()
    .home()
    .action((options: InstallOptions) => install(options, parent.context));
}

async function install(options: InstallOptions, context: CliContext): Promise<void> {
  const { offline = false, json, ...flags } = options;
  const configuration = await readConfiguration(flags, context);
  const { local } = configuration;
  takeHome(configuration, context);
  noteLine(context, t`npm installs into ${local.runtime} ...`);
  const { env, signal } = context;
  const bytes = await installRuntime({ folder: local.runtime, env, offline, signal });
  if (json) return printJson(context, { folder: local.runtime, bytes });
  printLine(context, t`Installed: ${byteSize(bytes)} in ${local.runtime}`);
  printLine(context, t`Models with ONNX files can run here now. Fetch one: hugginggpt local pull ID`);
}
