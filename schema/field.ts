/** One field that mail events carry. `cim` is its name in the CIM Email data model, where it has one. */
export interface Field {
  readonly name: string;
  readonly type: 'text' | 'number' | 'address' | 'ip' | 'time' | 'boolean';
  readonly isMultivalue?: true;
  readonly cim?: string;
  readonly help: string;
}
