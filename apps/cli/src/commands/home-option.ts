import { Option } from "commander";

/** `--home DIR`, on every command. */
export function homeOption(): Option {
  return new Option("--home <dir>", "directory for local state (also HUGGINGGPT_HOME)");
}

export interface HomeOption {
  readonly home?: string;
}

/** `--home` and `--json`. */
export interface JsonOptions extends HomeOption {
  readonly json?: boolean;
}
