/** Message-IDs as a mail program makes them, none of which a forger wrote who only copied its name. */
interface Make {
  /** How the User-Agent or X-Mailer header of the program begins. */
  readonly program: RegExp;
  readonly ids: RegExp;
}

/**
 * Only programs that always write the Message-ID themselves. Outlook: `<12 hex$8 hex$8 hex$@host>`, in an Exchange
 * organisation the server's own (28 letters or a domain of protection.outlook.com); Apple Mail a UUID; Thunderbird a
 * UUID, or before version 45 two hexadecimal numbers.
 */
const MAKES: readonly Make[] = [
  {
    program: /^Microsoft (?:Office )?Outlook(?:,| \d)/,
    ids: /^<(?:[\da-zA-Z]{12}\$[\da-f]{8}\$[\da-f]{8}\$?@|[\dA-Za-z]{20,64}[.@]|!&!)/,
  },
  { program: /^(?:Apple|iPhone|iPad) Mail/, ids: /^<[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}@/i },
  {
    program: /^(?:Mozilla )?Thunderbird \d|^Mozilla\/5\.0 .*Thunderbird\/\d/,
    ids: /^<(?:[\dA-Fa-f]{8}\.[\dA-Fa-f]{4,8}@|[\dA-Fa-f]{8}(?:-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}@)/,
  },
];

/** How the Message-IDs of a mail program look; undefined for programs of which that is not known. */
export function messageIdsOf(userAgent: string): RegExp | undefined {
  return MAKES.find(({ program }) => program.test(userAgent.slice(0, 200).trim()))?.ids;
}
