import { Fault } from "../errors/fault.js";

/**
 * Returns where files of runs are kept as it was given: the path of a folder, or `s3://bucket/prefix`.
 * @throws Fault CONFIG_INVALID for an address of another kind, and one without a bucket.
 */
export function requireArtifactsPlace(value: string): string {
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(value) ?? [];
  if (scheme === undefined) return value;
  if (/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^?#]*)?$/.test(value)) return value;
  throw new Fault("CONFIG_INVALID", "HUGGINGGPT_ARTIFACTS (artifacts) is no place for files", {
    wanted: "a folder, or s3://bucket/prefix",
    came: scheme === "s3" ? "no name of a bucket" : `an address of ${scheme}://`,
    next: "Correct it. Keys of an S3-compatible store stay in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  });
}
