package io.wealthcrm.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the chat, {@code wealth.chat.*}. */
@ConfigMapping(prefix = "wealth.chat")
interface ChatConfig {
    /**
     * Origins browsers may open the WebSocket from, e.g. {@code https://app.example.com}. The service's own host is always
     * allowed, and so is a request without an {@code Origin}: native apps send none.
     */
    Optional<List<String>> origins();

    /** A socket without a hello after this time is closed. */
    @WithDefault("PT10S")
    Duration helloWithin();

    @WithDefault("PT25S")
    Duration heartbeat();

    /** How long a pong may take before the socket counts as dead. */
    @WithDefault("PT8S")
    Duration pongWithin();

    /** How long a write may be stuck before the socket is closed as too slow. */
    @WithDefault("PT15S")
    Duration slowAfter();

    /** How long before the sign-in ends the app is asked for a new ticket. */
    @WithDefault("PT60S")
    Duration authDueBefore();

    /** How often lost wake-ups and lost sight are looked for; half of what delivery may take at worst. */
    @WithDefault("PT0.7S")
    Duration poll();

    /** Messages a socket may send in a second, on average. */
    @WithDefault("20")
    @Min(1)
    int sendsPerSecond();

    /** Messages a socket may send at once. */
    @WithDefault("100")
    @Min(1)
    int sendBurst();

    /** Frames of all kinds a socket may send in a second, on average; at once it may send four times as many. */
    @WithDefault("100")
    @Min(10)
    int framesPerSecond();

    /** More missed messages than this in one conversation are left to REST. */
    @WithDefault("300")
    @Max(2000)
    int replayLimit();

    /** How long a sender may take a message back. */
    @WithDefault("PT2M")
    Duration recallWithin();

    /** How long a sender may edit a text. */
    @WithDefault("PT15M")
    Duration editWithin();

    /** Over how long the apps of a stopping node are spread when they come back. */
    @WithDefault("PT10S")
    Duration drainSpread();
}
