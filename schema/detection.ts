/** What a finding is about; with the entity it is what alerts are throttled by. */
type EntityType = 'address' | 'domain' | 'ip' | 'message' | 'server' | 'user';

/** One detection: a scheduled search, and what people are to know of it. */
export interface Detection {
  /** The base name of all its faces, and how findings and allowlist entries name it. */
  readonly name: string;
  /** Behind `SMTP - ` the name of its alert. */
  readonly title: string;
  /** One sentence each, for the docs and the alert's description. */
  readonly notices: string;
  readonly matters: string;
  readonly wrong: string;
  readonly needs: string;
  readonly cost: string;
  /** Of lookups/smtp_watch_attack_techniques.csv. */
  readonly techniques: readonly string[];
  readonly entity: EntityType;
  /** Its entities are of several types, which its search gives as entity_type. */
  readonly givesEntityType?: true;
  /** How bad a finding of it usually is; the finding's own severity follows its score. */
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  /** It finds nothing until the own domains are named. */
  readonly needsOwnDomains?: true;
  readonly schedule: {
    readonly cron: string;
    /** Window + period + lag, as a relative time such as `-15m@m`. */
    readonly earliest: string;
    readonly latest: string;
    /** How long the same entity is silent at the same step, such as `1d`. */
    readonly silence: string;
  };
  /** What to do about a finding, in order. */
  readonly response: readonly string[];
  /**
   * One row for each entity: entity, score (0 to 100), reasons, first_time, last_time, count, and where there are any related (other
   * entities of the same case: sources, accounts, recipients; at most 50); where alerts are to come
   * again step, a number that grows as it gets worse.
   */
  readonly search: string;
  /** The search that shows the events of a finding; `$entity$` stands for the entity in quotes. */
  readonly drilldown: string;
}
