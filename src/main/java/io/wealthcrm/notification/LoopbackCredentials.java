package io.wealthcrm.notification;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** For a server on this very machine alone: a token that opens nothing, as often as it is asked for. */
final class LoopbackCredentials extends GoogleCredentials {
    private static final long serialVersionUID = 1L;
    private static final Duration LIFE = Duration.ofHours(1);

    @Override
    public AccessToken refreshAccessToken() {
        return new AccessToken("loopback", Date.from(Instant.now().plus(LIFE)));
    }
}
