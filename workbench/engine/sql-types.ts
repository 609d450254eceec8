/** DuckDB's types of the kinds of columns; `integer` is for what is no field. */
export const SQL_TYPES = { text: 'VARCHAR', number: 'DOUBLE', integer: 'BIGINT', list: 'VARCHAR[]' } as const;
