import { type File, signsOf } from './attachment/file';
import { type ExtensionClass, type NameFacts, nameFacts } from './attachment/file-name';
import { type MediaKind, mediaKindOf } from './attachment/media-type';
import { type SignCode, WEIGHTS } from './attachment/signs';
import type { KeyLists } from './columns';
import { FactMemo } from './spoof/fact-memo';

export interface AttachmentOptions {
  /** Extension, class and risk, as lookups/smtp_watch_file_extensions.csv has them. */
  readonly extensions: readonly (readonly string[])[];
  /** Extension and a media type that files of it have. */
  readonly mediaTypes: readonly (readonly string[])[];
}

/** Attachments of messages: names, types and sizes side by side; a property is left out where no field yields it. */
export interface AttachmentBatch {
  readonly rows: number;
  readonly names?: KeyLists;
  readonly types?: KeyLists;
  readonly sizes?: KeyLists;
}

type AttachmentVerdict = 'none' | 'clean' | 'suspicious' | 'dangerous';

export interface AttachmentJudgement {
  readonly score: number;
  readonly verdict: AttachmentVerdict;
  readonly reasons: readonly string[];
}

interface TypeFacts {
  readonly name: string;
  readonly kind: MediaKind;
}

const SUSPICIOUS_SCORE = 30;
const DANGEROUS_SCORE = 60;
/** A message with more files shows the first of these. */
const SHOWN_REASONS = 20;
const NONE: AttachmentJudgement = { score: 0, verdict: 'none', reasons: [] };
/** What stands for the name of a file that has none. */
const UNNAMED = 'unnamed';

/**
 * Notices attachments that can do harm, or are not what their names say.
 * It matters because people open what looks like an invoice, and what runs then is theirs to run.
 * It is wrong about honest programs, macros and pages sent by mail, and blind inside archives and under TLS.
 * It needs names of files; their types side by side with the names show what hides. Rows may come in any order.
 * It looks at each different name once, and remembers 65,536 of them.
 */
export class Attachment {
  readonly #names: FactMemo<NameFacts>;
  readonly #types = new FactMemo((type): TypeFacts => ({ name: plainType(type), kind: mediaKindOf(type) }));
  readonly #sizes = new FactMemo((size) => Number(size));
  readonly #expected = new Map<string, Set<string>>();

  constructor({ extensions, mediaTypes }: AttachmentOptions) {
    const classes = new Map<string, ExtensionClass>();
    for (const [extension = '', name = '', risk = ''] of extensions)
      classes.set(extension.toLowerCase(), { name, risk });
    for (const [extension = '', type = ''] of mediaTypes) {
      const known = this.#expected.get(extension.toLowerCase());
      if (known === undefined) this.#expected.set(extension.toLowerCase(), new Set([plainType(type)]));
      else known.add(plainType(type));
    }
    this.#names = new FactMemo((name) => nameFacts(name, classes));
  }

  /** The judgements of the rows of one batch. */
  judge(batch: AttachmentBatch): AttachmentJudgement[] {
    return Array.from({ length: batch.rows }, (_, row) => this.#judgeRow(batch, row));
  }

  #judgeRow({ names, types, sizes }: AttachmentBatch, row: number): AttachmentJudgement {
    const nameIds = idsOf(names, row);
    const typeIds = idsOf(types, row);
    const sizeIds = idsOf(sizes, row);
    const count = nameIds.length || typeIds.length;
    if (count === 0) return NONE;
    let score = 0;
    const reasons: string[] = [];
    for (let at = 0; at < count; at++) {
      const name = this.#names.get(names, nameIds[at] ?? -1);
      const type = typeIds.length === count ? this.#types.get(types, typeIds[at]!) : undefined;
      const size = sizeIds.length === count ? this.#sizes.get(sizes, sizeIds[at]!) : undefined;
      const signs = signsOf(this.#file(name, type, size));
      const sum = signs.reduce((total, sign) => total + WEIGHTS[sign], 0);
      score = Math.max(score, Math.min(sum, 100));
      for (const sign of signs) reasons.push(reasonOf(sign, name, type));
    }
    const isSuspicious = score >= SUSPICIOUS_SCORE ? 'suspicious' : 'clean';
    return {
      score,
      verdict: score >= DANGEROUS_SCORE ? 'dangerous' : isSuspicious,
      reasons: [...new Set(reasons)].slice(0, SHOWN_REASONS),
    };
  }

  #file(name: NameFacts | undefined, type: TypeFacts | undefined, size: number | undefined): File {
    const known = name ?? nameFacts(UNNAMED, new Map());
    const expected = known.extension === undefined ? undefined : this.#expected.get(known.extension);
    return {
      name: known,
      kind: type?.kind,
      isExpected: type === undefined || expected === undefined ? undefined : expected.has(type.name),
      isEmpty: size === 0,
    };
  }
}

function idsOf(lists: KeyLists | undefined, row: number): Int32Array {
  return lists === undefined
    ? new Int32Array()
    : lists.ids.subarray(lists.offsets[row], lists.offsets[row + 1]);
}

function plainType(type: string): string {
  return type.slice(0, 200).split(';')[0]!.trim().toLowerCase();
}

function reasonOf(sign: SignCode, name: NameFacts | undefined, type: TypeFacts | undefined): string {
  const shown = name?.shown ?? UNNAMED;
  switch (sign) {
    case 'double_extension':
      return `${sign}: ${shown} looks like a ${name!.decoy!} file and is a ${name!.extension!} file`;
    case 'blanks':
      return `${sign}: ${shown} hides its extension behind blanks`;
    case 'reversed':
      return `${sign}: ${shown} turns the end of its name round`;
    case 'hidden_executable':
    case 'hidden_page':
    case 'type_mismatch':
      return `${sign}: ${shown} is ${type!.name}`;
    default:
      return `${sign}: ${shown}`;
  }
}
