/**
 * Gives a value in quotes for Splunk's search command. Values come from logs: quotes and backslashes are escaped, and what no
 * escape exists for (a backtick, which would start a macro, and control characters) is matched by a wildcard instead, as
 * is a `*` of the value itself. A term of it then finds at least the events that hold the value.
 */
export function quoted(value: string): string {
  const literal = value.replace(/[\p{Cc}`*]+/gu, '*').replace(/["\\]/g, '\\$&');
  return `"${literal}"`;
}

/** Gives `field="value"` for Splunk's search command. */
export function searchTerm(field: string, value: string): string {
  return `${field}=${quoted(value)}`;
}
