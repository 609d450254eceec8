import Text from '@splunk/react-ui/Text';
import { type KeyboardEvent, useEffect, useState } from 'react';

interface TextFilterProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** A field for words to look for, taken over when it is left or Enter is pressed. */
export function TextFilter({ text, onText }: TextFilterProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  return (
    <div style={{ flex: 'none', width: 260 }}>
      <Text
        canClear
        aria-label="Look for words in findings"
        placeholder="entity, reason, note …"
        value={typed}
        onChange={(_, data) => {
          setTyped(data.value);
          if (data.value === '') onText('');
        }}
        onBlur={() => onText(typed.trim())}
        onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && onText(typed.trim())}
      />
    </div>
  );
}
