/** A literal, a quoted name, or a piece of neither. */
const PIECE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[^'"]+|['"]/g;
/** What steps of a search never write outside of literals and names. */
const FOREIGN = /;|--|\/\*|\$\$|`|\\/;

/** What is wrong in a statement: text of the search outside of literals and quoted names, or signs that only such text brings. */
export function foreignSql(sql: string, marker: string): string | undefined {
  for (const [piece] of sql.matchAll(PIECE)) {
    if (piece === "'" || piece === '"') return `a ${piece} that is not closed`;
    if (piece.startsWith("'") || piece.startsWith('"')) continue;
    const found = piece.includes(marker) ? marker : FOREIGN.exec(piece)?.[0];
    if (found !== undefined) return `"${found}" in ${piece.slice(0, 200)}`;
  }
  return undefined;
}
