import { Fault, type S3Settings } from "@hugginggpt/shared";

/** A bucket of an S3-compatible store, and its keys. */
export interface S3Place {
  /** Base address of the bucket, without a trailing slash. */
  readonly url: string;
  readonly bucket: string;
  /** The beginning of every key: empty, or with a slash at its end. */
  readonly prefix: string;
  readonly region: string;
  readonly keys: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9._/-]*))?$/;
/** Amazon's default. */
const REGION = "us-east-1";

/**
 * Returns the bucket of `s3://bucket/prefix`. Amazon's bucket is a host name, another store's a path below its
 * endpoint, unless the endpoint's host begins with the bucket.
 * @throws Fault CONFIG_INVALID for another form; CREDENTIALS_MISSING without keys.
 */
export function s3Place(address: string, { accessKeyId, secretAccessKey, ...more }: S3Settings): S3Place {
  const [, bucket = "", path = ""] = ADDRESS.exec(address) ?? [];
  if (bucket === "" || path.split("/").includes(".."))
    throw new Fault("CONFIG_INVALID", `${address} names no place in an S3-compatible store`, {
      wanted: "s3://bucket/prefix, the prefix of letters, digits, dots, lines and slashes",
      came: address,
      next: "Correct HUGGINGGPT_ARTIFACTS.",
    });
  if (accessKeyId === null || secretAccessKey === null)
    throw new Fault("CREDENTIALS_MISSING", `There are no keys for ${address}`, {
      wanted: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
      next: "Set both, and AWS_ENDPOINT_URL_S3 for a store that is not Amazon's.",
    });
  const { sessionToken, region, endpoint } = more;
  const folder = path.replace(/^\/+|\/+$/g, "");
  return {
    url: bucketUrl(bucket, endpoint, region ?? REGION),
    bucket,
    prefix: folder === "" ? "" : `${folder}/`,
    region: region ?? REGION,
    keys: { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) },
  };
}

function bucketUrl(bucket: string, endpoint: string | null, region: string): string {
  if (endpoint !== null)
    return new URL(endpoint).hostname.startsWith(`${bucket}.`) ? endpoint : `${endpoint}/${bucket}`;
  const amazon = `s3.${region}.amazonaws.com`;
  // No certificate is for a name with more dots.
  return bucket.includes(".") ? `https://${amazon}/${bucket}` : `https://${bucket}.${amazon}`;
}
