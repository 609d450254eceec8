/* What plain C needs for the core of both commands: the limit that a program on the same bytes can come near to.
   Usage: limit spoof|rate. Reads whole bodies; cells are found by memchr; no error handling beyond exit codes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_COLUMNS 512
typedef struct { const char *at; size_t length; } Text;

static char *body, *reply;
static size_t body_size, reply_size, reply_length;

static void fill(char *to, size_t length) {
  while (length > 0) {
    ssize_t bytes = read(0, to, length);
    if (bytes <= 0) exit(0);
    to += bytes, length -= bytes;
  }
}

static void drain(const char *from, size_t length) {
  while (length > 0) {
    ssize_t bytes = write(1, from, length);
    if (bytes <= 0) exit(0);
    from += bytes, length -= bytes;
  }
}

static void room(size_t more) {
  if (reply_length + more <= reply_size) return;
  reply_size = (reply_length + more) * 2;
  reply = realloc(reply, reply_size);
}

static void put(const char *from, size_t length) {
  room(length);
  memcpy(reply + reply_length, from, length);
  reply_length += length;
}

#define PUT(text) put(text, sizeof(text) - 1)

static void answer(const char *metadata) {
  char start[256];
  int length = snprintf(start, sizeof start, "chunked 1.0,%zu,%zu\n%s", strlen(metadata), reply_length, metadata);
  drain(start, length);
  drain(reply, reply_length);
  reply_length = 0;
}

/* The cell at p without its quotes; *end is set to what follows it. */
static Text cell(const char *p, const char *limit, const char **end) {
  if (p < limit && *p == '"') {
    const char *q = p + 1;
    for (;;) {
      q = memchr(q, '"', limit - q);
      if (q[1] != '"') break;
      q += 2;
    }
    *end = q + 1;
    return (Text){p + 1, q - p - 1};
  }
  const char *q = p;
  while (q < limit && *q != ',' && *q != '\n') q++;
  *end = q;
  return (Text){p, q - p};
}

static int is(Text text, const char *name) { return text.length == strlen(name) && !memcmp(text.at, name, text.length); }

static uint64_t hash_of(Text text, uint64_t hash) {
  size_t i = 0;
  for (; i + 8 <= text.length; i += 8) {
    uint64_t word;
    memcpy(&word, text.at + i, 8);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
  }
  uint64_t tail = 0;
  memcpy(&tail, text.at + i, text.length - i);
  hash = (hash ^ tail ^ text.length) * 0x9e3779b97f4a7c15u;
  return hash ^ hash >> 32;
}

/* A set of 64-bit hashes with a number for each, counted from 1 in order of arrival. */
typedef struct { uint64_t *keys; uint32_t *ids; size_t mask, used; } Set;

static uint32_t set_add(Set *set, uint64_t key) {
  if (set->used * 2 >= set->mask) {
    Set old = *set;
    set->mask = old.mask ? old.mask * 2 + 1 : 4095;
    set->keys = calloc(set->mask + 1, 8), set->ids = calloc(set->mask + 1, 4);
    for (size_t i = 0; old.mask && i <= old.mask; i++) {
      if (!old.ids[i]) continue;
      size_t slot = old.keys[i] & set->mask;
      while (set->ids[slot]) slot = (slot + 1) & set->mask;
      set->keys[slot] = old.keys[i], set->ids[slot] = old.ids[i];
    }
    free(old.keys), free(old.ids);
  }
  size_t slot = key & set->mask;
  while (set->ids[slot] && set->keys[slot] != key) slot = (slot + 1) & set->mask;
  if (!set->ids[slot]) set->keys[slot] = key, set->ids[slot] = ++set->used;
  return set->ids[slot];
}

typedef struct { Text name; uint32_t messages, recipients, distinct, senders, helos, failed; } Source;
typedef struct { uint32_t source, recipients; double time; } Event;
static Set sources_seen, recipients_seen, senders_seen, helos_seen;
static Source *sources;
static Event *events;
static size_t sources_size, events_size, events_length;

static void count_new(Set *set, uint32_t source, Text text, uint32_t *count) {
  size_t before = set->used;
  set_add(set, hash_of(text, source));
  *count += set->used > before;
}

static void add_event(Text *cells) {
  Text src = cells[1], multiple = cells[4];
  uint32_t id = set_add(&sources_seen, hash_of(src, 1));
  if (id >= sources_size) {
    sources = realloc(sources, (id * 2) * sizeof *sources);
    memset(sources + sources_size, 0, (id * 2 - sources_size) * sizeof *sources);
    sources_size = id * 2;
  }
  Source *source = &sources[id];
  if (!source->messages++) source->name = (Text){memcpy(malloc(src.length), src.at, src.length), src.length};
  uint32_t count = 0;
  const char *p = multiple.at, *limit = multiple.at + multiple.length;
  while (p && p < limit) {
    const char *q = memchr(p + 1, '$', limit - p - 1);
    count_new(&recipients_seen, id, (Text){p + 1, q - p - 1}, &source->distinct);
    count++, p = q + 2;
  }
  if (!count) count_new(&recipients_seen, id, cells[3], &source->distinct), count = 1;
  source->recipients += count;
  count_new(&senders_seen, id, cells[2], &source->senders);
  count_new(&helos_seen, id, cells[5], &source->helos);
  source->failed += cells[6].length && (*cells[6].at == '4' || *cells[6].at == '5');
  if (events_length == events_size) events = realloc(events, (events_size = events_size * 2 + 4096) * sizeof *events);
  events[events_length++] = (Event){id, count, strtod(cells[0].at, NULL)};
}

static int by_source(const void *left, const void *right) {
  const Event *a = left, *b = right;
  if (a->source != b->source) return a->source < b->source ? -1 : 1;
  return (a->time > b->time) - (a->time < b->time);
}

static void report(void) {
  qsort(events, events_length, sizeof *events, by_source);
  PUT("src,messages,recipients,distinct_recipients,distinct_senders,distinct_helos,failed,peak_messages,peak_recipients\n");
  for (size_t i = 0; i < events_length;) {
    uint32_t id = events[i].source, peak = 0, peak_recipients = 0, total = 0;
    size_t low = i;
    for (; i < events_length && events[i].source == id; i++) {
      total += events[i].recipients;
      while (events[low].time <= events[i].time - 300) total -= events[low++].recipients;
      if (i - low + 1 > peak) peak = i - low + 1;
      if (total > peak_recipients) peak_recipients = total;
    }
    Source *s = &sources[id];
    char line[256];
    put(line, snprintf(line, sizeof line, "%.*s,%u,%u,%u,%u,%u,%u,%u,%u\n", (int)s->name.length, s->name.at, s->messages,
      s->recipients, s->distinct, s->senders, s->helos, s->failed, peak, peak_recipients));
  }
}

static Text address_of(Text text) {
  const char *open = memrchr(text.at, '<', text.length);
  if (!open) return text;
  const char *close = memchr(open, '>', text.at + text.length - open);
  return (Text){open + 1, (close ? close : text.at + text.length) - open - 1};
}

static Text domain_of(Text address) {
  const char *at = memrchr(address.at, '@', address.length);
  return at ? (Text){at + 1, address.at + address.length - at - 1} : (Text){address.at, 0};
}

static void append_judgement(const char *row, const char *end, Text from, Text mailfrom) {
  Text address = address_of(from), domain = domain_of(address), envelope = domain_of(mailfrom);
  int differs = domain.length != envelope.length || memcmp(domain.at, envelope.at, domain.length);
  put(row, end - row);
  if (differs) PUT(",20,suspicious,\"from_not_envelope\nother_domain\",\"$from_not_envelope$;$other_domain$\",");
  else PUT(",0,clean,,,");
  put(address.at, address.length), PUT(",");
  put(domain.at, domain.length), PUT(",\"");
  Text name = {from.at, address.at > from.at ? address.at - from.at - 1 : 0};
  for (size_t i = 0; i < name.length; i++) if (name.at[i] != '"') put(name.at + i, 1);
  PUT("\"\n");
}

static const char *WANTED[] = {"_time", "src", "mailfrom", "recipient", "__mv_recipient", "helo", "last_reply", "from"};
enum { WANTED_COUNT = sizeof WANTED / sizeof *WANTED };

static void execute(int is_rate, size_t length) {
  const char *p = body, *limit = body + length, *end;
  signed char slot[MOST_COLUMNS];
  int columns = 0;
  for (int more = 1; more && p < limit; p = end + 1, columns++) {
    Text name = cell(p, limit, &end);
    slot[columns] = -1;
    for (int i = 0; i < WANTED_COUNT; i++) if (is(name, WANTED[i])) slot[columns] = i;
    more = *end == ',';
  }
  if (!is_rate && columns) {
    put(body, p - body - 1);
    PUT(",spoof_score,spoof_verdict,spoof_reasons,__mv_spoof_reasons,from_address,from_domain,from_name\n");
  }
  while (p < limit) {
    const char *row = p;
    Text cells[WANTED_COUNT] = {{0, 0}};
    for (int column = 0;; column++, p = end + 1) {
      Text text = cell(p, limit, &end);
      if (slot[column] >= 0) cells[(int)slot[column]] = text;
      if (*end != ',') break;
    }
    if (is_rate) add_event(cells);
    else append_judgement(row, end, cells[7], cells[2]);
    p = end + 1;
  }
}

int main(int count, char **arguments) {
  int is_rate = count > 1 && !strcmp(arguments[1], "rate");
  for (;;) {
    char header[64];
    size_t at = 0, metadata_length, length;
    do fill(header + at, 1); while (header[at++] != '\n');
    header[at] = 0;
    if (sscanf(header, "chunked 1.0,%zu,%zu", &metadata_length, &length) != 2) return 1;
    char *metadata = malloc(metadata_length + 1);
    fill(metadata, metadata_length);
    metadata[metadata_length] = 0;
    if (length + 8 > body_size) body = realloc(body, body_size = length + 8);
    fill(body, length);
    if (strstr(metadata, "getinfo")) answer(is_rate ? "{\"type\":\"reporting\"}" : "{\"type\":\"stateful\"}");
    else {
      int is_finished = strstr(metadata, "\"finished\":true") != NULL;
      execute(is_rate, length);
      if (is_rate && is_finished) report();
      answer(is_finished ? "{\"finished\":true}" : "{\"finished\":false}");
    }
    free(metadata);
  }
}
