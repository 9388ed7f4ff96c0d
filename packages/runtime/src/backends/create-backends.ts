import {
  type Backend,
  type Clock,
  type Controller,
  didYouMean,
  Fault,
  type Settings,
} from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { BuiltinBackend } from "./builtin/builtin-backend.js";
import { ControllerBackend } from "./chat/controller-backend.js";
import { CustomBackend } from "./custom/custom-backend.js";
import { ProvidersBackend } from "./providers/providers-backend.js";

/** The names of `--backend`, in the default order. */
const BACKEND_NAMES = ["custom", "providers", "local", "builtin", "controller"] as const;
type BackendName = (typeof BACKEND_NAMES)[number];

export interface BackendDeps {
  readonly settings: Settings;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly controller: Controller | null;
  /** Runs models on this machine; absent or null if what does it is not installed. */
  readonly local?: Backend | null;
}

/**
 * Returns the backends in the order wanted; all that are configured when none is named.
 * @throws Fault USAGE for an unknown name, CREDENTIALS_MISSING for a named one that is not configured.
 */
export function createBackends(wanted: readonly string[], deps: BackendDeps): Backend[] {
  if (wanted.length === 0) {
    return BACKEND_NAMES.map((name) => createBackend(name, deps)).filter((backend) => backend !== null);
  }
  return wanted.map((name) => createBackend(knownName(name), deps) ?? notConfigured(name));
}

function createBackend(
  name: BackendName,
  { settings, http, clock, controller, local = null }: BackendDeps,
): Backend | null {
  switch (name) {
    case "providers":
      if (!settings.hfToken) return null;
      return new ProvidersBackend({
        http,
        clock,
        router: settings.hfInferenceEndpoint,
        token: settings.hfToken,
      });
    case "custom": {
      const { endpoints = [] } = settings;
      return endpoints.length > 0 ? new CustomBackend({ endpoints, http, clock }) : null;
    }
    case "local":
      return local;
    case "builtin":
      return new BuiltinBackend();
    case "controller":
      return controller && new ControllerBackend(controller);
  }
}

function knownName(name: string): BackendName {
  const known = BACKEND_NAMES.find((one) => one === name);
  if (known) return known;
  throw new Fault("USAGE", `Unknown backend "${name}"`, {
    wanted: BACKEND_NAMES.join(", "),
    came: name,
    next: `${didYouMean(name, BACKEND_NAMES)} Correct --backend or the configuration file.`.trimStart(),
  });
}

const NEXT: Readonly<Record<string, string>> = {
  providers: "Set HF_TOKEN, or run `hugginggpt login`.",
  custom: "Name your servers as `endpoints` in the configuration file.",
};

function notConfigured(name: string): never {
  if (name === "local") {
    throw new Fault("NOT_INSTALLED", "The runtime for local models is not installed", {
      came: "--backend local",
      next: "Install it with `hugginggpt local install`.",
    });
  }
  const next = NEXT[name] ?? "Configure a language model: OPENAI_API_KEY or HF_TOKEN.";
  throw new Fault("CREDENTIALS_MISSING", `The backend "${name}" is not configured here`, {
    came: name,
    next,
  });
}
