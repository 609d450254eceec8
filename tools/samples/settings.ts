/** What a set of logs is made from. */
export interface Settings {
  readonly seed: number;
  readonly days: number;
  /** Employees of the company. */
  readonly size: number;
  /** The first day, YYYY-MM-DD. */
  readonly start: string;
  /** Share of foreign servers that use STARTTLS. */
  readonly tls: number;
  /** How much incidents and machines send, 1 being usual. */
  readonly strength: number;
  /** Kinds of incidents that are planted; all when absent. */
  readonly incidents?: readonly string[];
  /** Nothing but the staff's own mail besides the incidents. */
  readonly isPlain: boolean;
  /** Zeek's logs as JSON. */
  readonly isJson: boolean;
}
