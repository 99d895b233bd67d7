/**
 * The bytes of a docx or xlsx in, a check of what is packed inside before a parser gets to see it.
 * No Office program writes document type declarations; who puts one in wants its entities expanded without end.
 */
import { UserError } from "../../domain/index.ts";
import type { ReadContext } from "./limits.ts";
import { checkZip, type Inspect } from "./zip.ts";

const XML_PART = /\.(?:xml|rels|vml)$/i;
const DECLARATION = /<!(?:DOCTYPE|ENTITY)/i;
/** Longer than the longest mark looked for, so that none is missed between two pieces. */
const OVERLAP_CHARS = 16;

/** Names of the members of an Office file; throws UserError as checkZip does, and for parts that declare entities. */
export async function checkOfficeZip(
  bytes: Uint8Array,
  file: string,
  context: ReadContext,
  inspect: Inspect = () => {},
): Promise<string[]> {
  let [current, tail] = ["", ""];
  return checkZip(bytes, file, context, (member, piece) => {
    if (XML_PART.test(member)) {
      if (member !== current) [current, tail] = [member, ""];
      // Without zero bytes a declaration in UTF-16 looks the same.
      const text = tail + Buffer.from(piece).toString("latin1").replaceAll("\0", "");
      if (DECLARATION.test(text)) {
        throw new UserError(`文件“${file}”里有正常 Office 文件不会有的实体声明，可能有害，没有读取。`);
      }
      tail = text.slice(-OVERLAP_CHARS);
    }
    inspect(member, piece);
  });
}
