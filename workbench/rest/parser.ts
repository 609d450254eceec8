import { describeSearch } from '../jobs/describe-search';
import { type ArgumentTable, checkArguments, outputMode, textArg } from './arguments';
import type { Handler } from './call';
import { jsonReply, RestError } from './reply';

const PARSER: ArgumentTable = {
  q: 'used',
  output_mode: 'used',
  parse_only: 'ignored',
  enable_lookups: 'ignored',
  reload_macros: 'ignored',
};

/** `search/v2/parser`: the commands of a search that can run. Throws RestError 400 with what is wrong with it. */
export const parseSearch: Handler = (context, call) => {
  checkArguments(call.args, PARSER);
  outputMode(call.args, []);
  const search = textArg(call.args, 'q');
  if (search === undefined) throw new RestError(400, 'Empty search.');
  try {
    context.checkQuery({ spl: search });
  } catch (error) {
    throw new RestError(400, error instanceof Error ? error.message : String(error));
  }
  return jsonReply({ ...describeSearch(context.app, search), messages: [] });
};
