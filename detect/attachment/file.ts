import type { NameFacts } from './file-name';
import type { MediaKind } from './media-type';
import { DANGEROUS_CLASSES, DRAWINGS, ODD_ARCHIVES, type SignCode } from './signs';

/** One attachment as far as it is known. */
export interface File {
  readonly name: NameFacts;
  readonly kind: MediaKind | undefined;
  /** Whether the media type is one that its extension may have, undefined where either is unknown. */
  readonly isExpected: boolean | undefined;
  readonly isEmpty: boolean;
}

/** Classes of names under which a program or a page hides. */
const HARMLESS = new Set(['document', 'image', 'media', 'signature']);
const CLEAR_CONTENT = new Set<MediaKind>(['pdf', 'image', 'archive', 'office']);
/** Programs save tables and letters as pages under these old names, and mail programs name them so. */
const LEGACY = 'legacy_document';

/** The signs of one file, each once. */
export function signsOf({ name, kind, isExpected, isEmpty }: File): SignCode[] {
  const signs: SignCode[] = [];
  if (name.isReversed) signs.push('reversed');
  if (name.decoy !== undefined) signs.push('double_extension');
  if (name.hasBlanks) signs.push('blanks');
  const content = isEmpty ? undefined : contentSign(name, kind, isExpected);
  if (content !== undefined) signs.push(content);
  const own = classSign(name, kind);
  if (own !== undefined) signs.push(own);
  return signs;
}

function contentSign(
  { extension, class: own }: NameFacts,
  kind: MediaKind | undefined,
  isExpected: boolean | undefined,
): SignCode | undefined {
  const isHidden =
    own === undefined || HARMLESS.has(own.name) || own.name === LEGACY || own.name === 'archive';
  if (kind === 'executable' || kind === 'shortcut') return isHidden ? 'hidden_executable' : undefined;
  if (kind === 'page' && own !== undefined && HARMLESS.has(own.name) && isBinary(extension))
    return 'hidden_page';
  if (isExpected !== false || kind === undefined || !CLEAR_CONTENT.has(kind)) return undefined;
  return isRelated(own?.name, kind) ? undefined : 'type_mismatch';
}

function classSign({ extension, class: own }: NameFacts, kind: MediaKind | undefined): SignCode | undefined {
  if (own === undefined)
    return kind === 'page' || kind === 'script' || kind === 'disk_image' ? kind : undefined;
  if (DANGEROUS_CLASSES.has(own.name)) return own.name as SignCode;
  if (own.name === 'markup') return DRAWINGS.has(extension!) ? 'drawing' : 'page';
  if (ODD_ARCHIVES.has(extension!)) return 'odd_archive';
  if (own.name === 'other' && own.risk !== 'none') return 'listed';
  return kind === 'disk_image' ? 'disk_image' : undefined;
}

/** Cameras and programs mix up the names of picture formats, and of office documents with and without macros. */
function isRelated(className: string | undefined, kind: MediaKind): boolean {
  if (kind === 'image') return className === 'image';
  return kind === 'office' && className !== 'image' && className !== 'media';
}

/** Text of any kind may be taken for a page; what is no text may not. */
function isBinary(extension: string | undefined): boolean {
  return (
    extension !== undefined &&
    !['csv', 'eml', 'ics', 'json', 'key', 'log', 'msg', 'txt', 'vcf', 'xps'].includes(extension)
  );
}
