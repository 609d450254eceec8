import { decodeEncodedWords } from '../spoof/encoded-words';

/** A subject without what varies from one message to the next by itself. */
export interface SubjectShape {
  /** Lower-case words, numbers as `#`, without the marks of replies; empty where nothing is left. */
  readonly text: string;
  /** A program wrote it by itself: out of office, calendar, receipts, bounces. */
  readonly isAutomatic: boolean;
}

/** A line of a header may hold 998 characters (RFC 5322); of a template the first 200 tell enough. */
const LONGEST_READ = 998;
const LONGEST_KEPT = 200;
const MOST_MARKS = 8;

/** Marks of replies and forwards of mail programs in English, German, Nordic, French, Spanish, Dutch, Polish and Chinese. */
const REPLY_MARK =
  /^(?:re|fwd?|aw|wg|sv|vs|tr|rv|res|antw|doorst|odp|pd|回复|答复|转发)(?:\[\d{1,3}\])?\s?[:：]\s*/;

/** How programs begin what they write by themselves: mail servers, calendars and out-of-office assistants. */
const AUTOMATIC =
  /^(?:auto(?:matic)?[- ]?(?:reply|response|antwort)|out of (?:the )?office|abwesen|réponse automatique|respuesta automática|accepted:|declined:|tentative(?:ly accepted)?:|(?:updated )?invitation:|cancell?ed(?: event)?:|zugesagt:|abgesagt:|mit vorbehalt:|undeliver|undelivered mail|delivery (?:status|failure|has failed)|mail delivery (?:failed|system)|returned mail|failure notice|unzustellbar|read:|gelesen:|not read:|delivered:)/;

/** Cuts a Subject header down to its shape. */
export function shapeOfSubject(subject: string): SubjectShape {
  let text = decodeEncodedWords(subject.slice(0, LONGEST_READ)).normalize('NFKC').toLowerCase().trim();
  for (let mark = 0; mark < MOST_MARKS; mark++) {
    const cut = text.replace(REPLY_MARK, '');
    if (cut === text) break;
    text = cut;
  }
  const shape = text
    .replace(/\p{Nd}+(?:[.,:/-]\p{Nd}+)*/gu, '#')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_KEPT);
  return { text: shape, isAutomatic: AUTOMATIC.test(text) };
}
