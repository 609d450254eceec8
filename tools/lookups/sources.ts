/** Where a list comes from: whose it is, under which licence, and how its files are named in the folder they are read from. */
export interface Source {
  readonly title: string;
  readonly home: string;
  readonly licence: string;
  /** The file of `tools/lookups/licences` with the text that goes with copies; public domain needs none. */
  readonly notice?: string;
  /** Address of a file of the source. */
  readonly url: (file: string) => string;
}

const RAW = 'https://raw.githubusercontent.com';

/** Every foreign source of reference lists by the name of its folder. All of them may be copied into an Apache-2.0 package. */
export const SOURCES = {
  'disposable-email-domains': {
    title: 'disposable-email-domains',
    home: 'https://github.com/disposable-email-domains/disposable-email-domains',
    licence: 'CC0-1.0',
    url: (file) => `${RAW}/disposable-email-domains/disposable-email-domains/main/${file}`,
  },
  misp_warninglists: {
    title: 'MISP warning lists',
    home: 'https://github.com/MISP/misp-warninglists',
    licence: 'CC0-1.0',
    url: (file) => `${RAW}/MISP/misp-warninglists/main/lists/${file}`,
  },
  sublime_static_files: {
    title: 'Sublime Security static files',
    home: 'https://github.com/sublime-security/static-files',
    licence: 'MIT',
    notice: 'sublime-static-files.txt',
    url: (file) => `${RAW}/sublime-security/static-files/master/${file}`,
  },
  'attack-stix-data': {
    title: 'MITRE ATT&CK',
    home: 'https://github.com/mitre-attack/attack-stix-data',
    licence: 'ATT&CK terms of use',
    notice: 'attack.txt',
    url: (file) => `${RAW}/mitre-attack/attack-stix-data/master/${file}`,
  },
  'smtp-enhanced-status-codes': {
    title: 'IANA registry of SMTP enhanced status codes',
    home: 'https://www.iana.org/assignments/smtp-enhanced-status-codes',
    licence: 'CC0-1.0',
    url: (file) => `https://www.iana.org/assignments/smtp-enhanced-status-codes/${file}`,
  },
  'mime-db': {
    title: 'mime-db',
    home: 'https://github.com/jshttp/mime-db',
    licence: 'MIT',
    notice: 'mime-db.txt',
    url: (file) => `${RAW}/jshttp/mime-db/master/${file}`,
  },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceName = keyof typeof SOURCES;
