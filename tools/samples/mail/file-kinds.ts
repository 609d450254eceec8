/** Kinds of files by extension: the type Zeek detects from the content, and usual sizes in bytes. */
export const FILE_KINDS: Readonly<
  Record<string, { readonly mime: string; readonly low: number; readonly high: number }>
> = {
  pdf: { mime: 'application/pdf', low: 20_000, high: 6_000_000 },
  docx: {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    low: 14_000,
    high: 2_000_000,
  },
  xlsx: {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    low: 9_000,
    high: 3_000_000,
  },
  pptx: {
    mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    low: 40_000,
    high: 12_000_000,
  },
  docm: {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    low: 20_000,
    high: 400_000,
  },
  xls: { mime: 'application/msword', low: 24_000, high: 500_000 },
  jpg: { mime: 'image/jpeg', low: 30_000, high: 5_000_000 },
  png: { mime: 'image/png', low: 8_000, high: 900_000 },
  zip: { mime: 'application/zip', low: 5_000, high: 9_000_000 },
  txt: { mime: 'text/plain', low: 200, high: 60_000 },
  csv: { mime: 'text/plain', low: 300, high: 800_000 },
  ics: { mime: 'text/calendar', low: 900, high: 3_000 },
  html: { mime: 'text/html', low: 2_000, high: 60_000 },
  exe: { mime: 'application/x-dosexec', low: 60_000, high: 900_000 },
  js: { mime: 'text/plain', low: 1_000, high: 30_000 },
  iso: { mime: 'application/x-iso9660-image', low: 400_000, high: 2_000_000 },
  '7z': { mime: 'application/x-7z-compressed', low: 30_000, high: 8_000_000 },
};
