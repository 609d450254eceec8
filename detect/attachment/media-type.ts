/** What a media type says of a file; `unclear` where many kinds of files look like that. */
export type MediaKind =
  | 'executable'
  | 'shortcut'
  | 'page'
  | 'script'
  | 'disk_image'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'office'
  | 'unclear';

/**
 * Kinds by media type, those that sensors detect by content (libmagic and Zeek) and those that mail programs declare. A zip is
 * also an office document, an OLE file also an installer, text also a script: such types stay unclear.
 */
const KINDS: Readonly<Record<string, MediaKind>> = {
  'application/x-dosexec': 'executable',
  'application/x-msdownload': 'executable',
  'application/x-msdos-program': 'executable',
  'application/vnd.microsoft.portable-executable': 'executable',
  'application/x-executable': 'executable',
  'application/x-elf': 'executable',
  'application/x-sharedlib': 'executable',
  'application/x-pie-executable': 'executable',
  'application/x-mach-o-executable': 'executable',
  'application/x-mach-binary': 'executable',
  'application/x-ms-shortcut': 'shortcut',
  'application/x-mslnk': 'shortcut',
  'application/hta': 'script',
  'text/x-msdos-batch': 'script',
  'text/x-shellscript': 'script',
  'text/vbscript': 'script',
  'text/html': 'page',
  'application/xhtml+xml': 'page',
  'image/svg+xml': 'page',
  'application/x-iso9660-image': 'disk_image',
  'application/x-cd-image': 'disk_image',
  'application/pdf': 'pdf',
  'application/x-rar': 'archive',
  'application/x-rar-compressed': 'archive',
  'application/vnd.rar': 'archive',
  'application/x-7z-compressed': 'archive',
  'application/vnd.ms-cab-compressed': 'archive',
  'application/x-ace-compressed': 'archive',
};
const OFFICE = /^application\/(?:vnd\.openxmlformats-officedocument\.|vnd\.oasis\.opendocument\.)/;

/** The kind that a media type names, parameters and case aside. */
export function mediaKindOf(type: string): MediaKind {
  const name = type.slice(0, 200).split(';')[0]!.trim().toLowerCase();
  const known = KINDS[name];
  if (known !== undefined) return known;
  if (OFFICE.test(name)) return 'office';
  return name.startsWith('image/') ? 'image' : 'unclear';
}
