/** Names of the two messages between preload script and main process: "let me in" and "here is your port". */
export const CONNECT_CHANNEL = 'scribe:connect';
export const PORT_CHANNEL = 'scribe:port';
