import { ApiError, answered } from "./answered.js";

/** Receives the share of a form that was sent, 0 to 1, and can cancel the upload. */
export interface UploadWatch {
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly form: FormData;
}

/**
 * Sends a form and returns the JSON of the answer. `fetch` reports no progress.
 * @throws ApiError, and the signal's reason when aborted.
 */
export function upload<T>(path: string, { headers, form }: Sent, watch: UploadWatch): Promise<T> {
  return new Promise((resolve, reject) => {
    const { onProgress, signal } = watch;
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.responseType = "json";
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { status, statusText, response } = request;
      try {
        resolve(answered<T>({ ok: status >= 200 && status < 300, statusText }, response));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new ApiError("OFFLINE", "The server was not reached", null));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}
