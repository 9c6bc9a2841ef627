package io.wealthcrm.notification;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Deliveries from the database to an FCM server over real HTTP, with the packaged service between; one after the other, for
 * some kill the service.
 */
@Execution(ExecutionMode.SAME_THREAD)
class PushServiceTest {
    @BeforeAll
    static void start() {
        PushCase.service = Service.named("push")
                .withoutDemo()
                .with("wealth.push.fcm.endpoint", PushCase.FCM.endpoint().toString())
                .with("wealth.push.fcm.read-timeout", "PT3S")
                .start();
        PushCase.firm = Firm.on(PushCase.service);
    }

    @AfterAll
    static void stop() {
        PushCase.service.close();
        PushCase.FCM.close();
    }

    @Nested
    class Contents extends PushContents {}

    @Nested
    class Choices extends PushChoices {}

    @Nested
    class Tokens extends PushTokens {}

    @Nested
    class Lanes extends PushLanes {}

    @Nested
    class Repeats extends PushRepeats {}
}
