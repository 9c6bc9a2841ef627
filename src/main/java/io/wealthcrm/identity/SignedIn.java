package io.wealthcrm.identity;

import java.util.UUID;

/** Fresh tokens of a session; {@code expiresIn} is the access token's life in seconds. */
record SignedIn(String accessToken, String refreshToken, long expiresIn, UUID userId) {}
