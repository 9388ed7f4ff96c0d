import { Option } from "commander";

/** Returns `--allow-private-network`, for commands that fetch what a user, a plan or a result names. */
export function networkOption(): Option {
  return new Option(
    "--allow-private-network",
    "allow addresses of --file and of results on this machine or in its network",
  );
}
