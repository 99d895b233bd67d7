/**
 * A multipart/form-data body in, its fields and files out. (The platform's own parser refuses grammY's spelling.)
 */

export interface FormPart {
  name: string;
  /** Undefined for a plain field. */
  fileName?: string;
  bytes: Uint8Array;
}

/** The parts of a body; throws for a body that does not end as it should. */
export function parseMultipart(body: Buffer, contentType: string): FormPart[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error("multipart without boundary");
  const mark = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let start = body.indexOf(mark);
  for (;;) {
    if (start < 0) throw new Error("multipart does not end");
    start += mark.length;
    if (body.subarray(start, start + 2).toString() === "--") return parts;
    const end = body.indexOf(mark, start);
    const headEnd = body.indexOf("\r\n\r\n", start);
    if (end < 0 || headEnd < 0) throw new Error("multipart does not end");
    const head = body.subarray(start, headEnd).toString("utf8");
    const name = /[;\s]name="?([^";\r\n]*)"?/i.exec(head)?.[1];
    if (name === undefined) throw new Error("multipart field without name");
    const fileName = /[;\s]filename="?([^";\r\n]*)"?/i.exec(head)?.[1];
    const bytes = new Uint8Array(body.subarray(headEnd + 4, end - 2));
    parts.push({ name, bytes, ...(fileName === undefined ? {} : { fileName }) });
    start = end;
  }
}
