/**
 * What is weighed of a file. 60 is dangerous by itself, 30 suspicious. Priors: the lists of rspamd and of mail gateways that refuse
 * whole classes; files that hide what they are have no honest use, those that only can do harm have some.
 */
export const WEIGHTS = {
  /** Programs and what Windows runs like them: gateways of all makers refuse them. */
  executable: 70,
  script: 65,
  shortcut: 65,
  system: 55,
  disk_image: 60,
  note: 50,
  macro: 50,
  /** Pages are the commonest file of phishing, but also how encrypted mail and reports arrive. */
  page: 40,
  /** Pictures of lines are logos in many signatures. */
  drawing: 15,
  /** Archives that Windows cannot open by itself and business mail does not use. */
  odd_archive: 35,
  /** A list of gateways names it, no class says why. */
  listed: 15,
  double_extension: 40,
  blanks: 40,
  reversed: 60,
  /** The content is a program or a page, and the name says document or picture. */
  hidden_executable: 90,
  hidden_page: 60,
  /** Content of another kind: mostly a slip of a mail program. */
  type_mismatch: 15,
} as const;

export type SignCode = keyof typeof WEIGHTS;

/** Formats of the nineties in which only malware still comes, and images of disks under other names. */
export const ODD_ARCHIVES: ReadonlySet<string> = new Set([
  'ace',
  'alz',
  'arc',
  'arj',
  'cab',
  'egg',
  'lha',
  'lzh',
  'r00',
  'uue',
  'xxe',
  'z',
  'zoo',
]);

/** Classes of lookups/smtp_watch_file_extensions.csv that are signs under their own names. */
export const DANGEROUS_CLASSES: ReadonlySet<string> = new Set([
  'executable',
  'script',
  'shortcut',
  'system',
  'disk_image',
  'note',
  'macro',
]);

export const DRAWINGS: ReadonlySet<string> = new Set(['svg', 'svgz']);
