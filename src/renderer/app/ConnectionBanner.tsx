/** Tells when the page lost the app behind it, what that means, and what to do. */

import { useClient } from '../state/ClientContext.tsx';
import type { ChannelState } from '../transport/frameChannel.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';

export interface ConnectionBannerProps {
  readonly channel: ChannelState;
  readonly hasConnected: boolean;
}

export function ConnectionBanner({ channel, hasConnected }: ConnectionBannerProps) {
  const client = useClient();
  if (channel === 'refused') {
    return (
      <div className="connection-banner">
        <Banner tone="danger" isLive>
          This page is no longer connected to OT Scribe. Close it and start OT Scribe again; nothing you saved is lost.
        </Banner>
      </div>
    );
  }
  if (channel !== 'lost') return null;
  return (
    <div className="connection-banner">
      <Banner
        tone="attention"
        isLive
        actions={
          <Button size="small" onPress={() => client.reconnect()}>
            Try now
          </Button>
        }
      >
        {hasConnected
          ? 'Connection to the app lost, trying again. A recording that was running goes on without this page.'
          : 'The app does not answer yet, trying again.'}
      </Banner>
    </div>
  );
}
