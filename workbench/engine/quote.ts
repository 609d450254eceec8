/** An SQL identifier that names exactly this column or table. SQL text has no NUL: it becomes its picture, U+2400. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('\0', '\u2400').replaceAll('"', '""')}"`;
}

/** An SQL string literal of exactly this text. */
export function quoteText(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(' || chr(0) || ')})`;
}
