import { SAME_ORIGIN_HEADER, uploadResponse } from "@faultline/contract";
import { ApiError, errorOf, unreachable } from "./api-error.ts";

export interface UploadFields {
  readonly source?: string;
  readonly environment?: string;
  /** Of timestamps that name none. */
  readonly time_zone?: string;
  readonly allow_duplicate?: "true";
}

/**
 * Sends a file under a name; `onProgress` is told the bytes sent. By XMLHttpRequest, since fetch reports no upload progress.
 * Resolves to the file's id. @throws ApiError
 */
export function uploadFile(
  file: File,
  name: string,
  fields: UploadFields,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const form = new FormData();
  // Fields before the file: a server that streams knows them when the file begins.
  for (const [field, value] of Object.entries(fields)) if (value) form.append(field, value);
  form.append("modified_at", new Date(file.lastModified).toISOString());
  form.append("file", file, name);

  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", "/logs/upload");
    xhr.setRequestHeader(SAME_ORIGIN_HEADER.name, SAME_ORIGIN_HEADER.value);
    xhr.upload.onprogress = (event) => onProgress(Math.min(event.loaded, file.size));
    xhr.onload = () => {
      if (xhr.status < 200 || xhr.status > 299) return reject(errorOf(xhr.status, xhr.responseText));
      const stored = uploadResponse.safeParse(JSON.parse(xhr.responseText));
      if (stored.success) resolve(stored.data.log_file_id);
      else reject(new ApiError(200, "unexpected_response", "The server's answer to the upload is not understood."));
    };
    xhr.onerror = () => reject(unreachable());
    xhr.onabort = () => reject(new ApiError(0, "cancelled", "Cancelled."));
    signal.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(form);
  });
}
