/** Names shorter than this are equal by chance. */
const SHORTEST_NAME = 4;

/** Whether a HELO name can be that of a sender; a name with a dot is a host's. */
export function isPersonalHelo(helo: string): boolean {
  return helo.length >= SHORTEST_NAME && !helo.includes('.');
}

/** Whether a client with such a name calls itself by the local part of the sender it names, as spam bots do. */
export function isHeloOfSender(helo: string, sender: string): boolean {
  const start = sender.startsWith('<') ? 1 : 0;
  if (sender.charCodeAt(start + helo.length) !== 0x40) return false;
  return sender.slice(start, start + helo.length).toLowerCase() === helo.toLowerCase();
}

/** Whether the right side of a Message-ID is neither a domain nor an address, nor the client's own name, which old mail programs put there. */
export function isBareMessageId(messageId: string, helo: string): boolean {
  const end = messageId.endsWith('>') ? messageId.length - 1 : messageId.length;
  const start = messageId.lastIndexOf('@') + 1;
  if (start === 0 || start >= end || messageId.startsWith('[', start)) return false;
  const right = messageId.slice(start, end);
  return !right.includes('.') && right.toLowerCase() !== helo.toLowerCase();
}
