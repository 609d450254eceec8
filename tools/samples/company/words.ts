const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** First names with the form that stands in an address, where the two differ. */
export const FIRST_NAMES =
  list(`Anna Ben Carla David Elena Farid Grace Hugo Ines Jonas Karin Liam Mira Nils Olga Paul Quinn
  Rosa Samir Tara Umut Vera Wendy Xenia Yusuf Zoë/zoe Jürgen/juergen Chloé/chloe Søren/soren Łukasz/lukasz Amara Bao Chidi Dalia
  Emre Fatima Goran Hana Ivan Jun Kofi Leila Mateo Nadia Omar Priya Rafael Sofia Tomas Uma Viktor Wei Yara Zane`);

export const LAST_NAMES =
  list(`Adler Bauer Castro Dietz Ekström/ekstroem Fischer Garcia Hansen Ito Jensen Kaya Lopez Meyer Novak
  Okafor Petrov Quist Rossi Schmid Tanaka Ueda Vogel Weber Xu Yilmaz Zeller Abbas Brandt Chen Duarte Engel Farkas Gupta Haas
  Ivanov Jansen Keller Lindt Marino Nagy Ortiz Patel Ramos Singh Torres Urban Varga Winter Young Zhang Berg Costa Diaz Frost`);

export const STEMS =
  list(`cedar granite harbor lantern meadow north orchard pebble quarry river summit timber union valley willow
  amber beacon copper delta ember falcon glacier heron indigo juniper kestrel linden maple nimbus opal prairie quartz raven
  silver tundra umber velvet walnut yarrow zephyr alder birch coral dune elm fjord grove hazel iris`);

export const TRADES =
  list(`works logistics foods tools design health media energy labs bank law print motors travel systems
  textiles supply optics capital studio build paper air water`);

/** Departments: their share of the staff, how much of their mail goes outside, and what files they send. */
export const DEPARTMENTS = [
  { name: 'sales', share: 0.22, outside: 0.7, files: ['pdf', 'xlsx', 'pptx', 'docx'] },
  { name: 'engineering', share: 0.24, outside: 0.25, files: ['png', 'zip', 'pdf', 'txt'] },
  { name: 'finance', share: 0.1, outside: 0.5, files: ['xlsx', 'pdf', 'csv'] },
  { name: 'operations', share: 0.18, outside: 0.5, files: ['pdf', 'jpg', 'xlsx'] },
  { name: 'marketing', share: 0.09, outside: 0.6, files: ['jpg', 'png', 'pptx', 'pdf'] },
  { name: 'people', share: 0.06, outside: 0.4, files: ['docx', 'pdf', 'ics'] },
  { name: 'legal', share: 0.05, outside: 0.6, files: ['docx', 'pdf'] },
  { name: 'it', share: 0.06, outside: 0.3, files: ['txt', 'png', 'zip'] },
] as const;

export type Department = (typeof DEPARTMENTS)[number];

export const SUBJECTS =
  list(`Quarterly|figures Meeting|on|{day} Offer|{n} Your|order|{n} Delivery|dates Draft|contract
  Minutes|of|{day} Question|about|invoice|{n} Travel|plans Next|steps Project|{project} Update|{project} Review|of|{project}
  Budget|{month} Holiday|list Training|on|{day} Test|results|{project} Price|list|{month} Complaint|{n} Introduction
  Lunch|on|{day}? Photos|from|the|site Forecast|{month} Access|to|{project} Backup|plan Spare|parts|{n} Site|visit|{day}
  Signed|agreement Open|items|{project} Shipping|documents|{n} Rechnung|{n} Größen|und|Preise Réunion|{day} Re-planning|{month}`).map(
    (text) => text.replaceAll('|', ' '),
  );

export const PROJECTS = list('Aurora Bravo Cobalt Dorado Echo Fresco Gemini Horizon Ibis Jade');
export const DAY_NAMES = list('Monday Tuesday Wednesday Thursday Friday');
export const MONTH_NAMES = list('January March April June September October November December');
