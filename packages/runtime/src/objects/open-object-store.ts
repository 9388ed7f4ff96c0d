import type { S3Settings } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { FolderObjectStore } from "./folder-object-store.js";
import type { ObjectStore } from "./object-store.js";

/**
 * Returns the store shared by all machines: a folder by its path, or `s3://bucket/prefix`. Sends no request yet.
 * @throws Fault CONFIG_INVALID for an address without a bucket; CREDENTIALS_MISSING for a bucket without keys.
 */
export async function openObjectStore(
  address: string,
  { http, s3 }: { readonly http: HttpClient; readonly s3: S3Settings },
): Promise<ObjectStore> {
  if (!address.startsWith("s3://")) return new FolderObjectStore(address);
  const [{ S3ObjectStore }, { s3Place }] = await Promise.all([
    import("./s3/s3-object-store.js"),
    import("./s3/s3-place.js"),
  ]);
  return new S3ObjectStore(address, s3Place(address, s3), http);
}
