package io.wealthcrm.notification;

import com.google.firebase.messaging.AndroidConfig;
import com.google.firebase.messaging.AndroidNotification;
import com.google.firebase.messaging.ApnsConfig;
import com.google.firebase.messaging.Aps;
import com.google.firebase.messaging.Message;
import com.google.firebase.messaging.Notification;
import com.google.firebase.messaging.WebpushConfig;
import com.google.firebase.messaging.WebpushNotification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Writes a push in FCM's terms, for each platform's own service. */
final class FcmMessages {
    private FcmMessages() {}

    /** {@code now} is real time: Apple is told a moment, not a duration. */
    static Message of(PushMessage push, Instant now) {
        return Message.builder()
                .setToken(push.token())
                .setNotification(Notification.builder()
                        .setTitle(push.title())
                        .setBody(push.body())
                        .build())
                .putAllData(push.data())
                .setAndroidConfig(android(push))
                .setApnsConfig(apns(push, now))
                .setWebpushConfig(web(push))
                .build();
    }

    private static AndroidConfig android(PushMessage push) {
        AndroidConfig.Builder config = AndroidConfig.builder()
                .setTtl(push.life().toMillis())
                .setPriority(push.urgent() ? AndroidConfig.Priority.HIGH : AndroidConfig.Priority.NORMAL)
                .setNotification(
                        AndroidNotification.builder().setTag(push.tag()).build());
        return push.collapse() == null
                ? config.build()
                : config.setCollapseKey(push.collapse()).build();
    }

    private static ApnsConfig apns(PushMessage push, Instant now) {
        long expiration = push.life().isZero() ? 0 : now.plus(push.life()).getEpochSecond();
        return ApnsConfig.builder()
                .putHeader("apns-expiration", String.valueOf(expiration))
                .putHeader("apns-priority", push.urgent() ? "10" : "5")
                .putHeader("apns-push-type", "alert")
                .putHeader("apns-collapse-id", push.tag())
                .setAps(Aps.builder().setThreadId(push.data().get("kind")).build())
                .build();
    }

    private static WebpushConfig web(PushMessage push) {
        WebpushConfig.Builder config = WebpushConfig.builder()
                .putHeader("TTL", String.valueOf(push.life().toSeconds()))
                .putHeader("Urgency", push.urgent() ? "high" : "normal")
                .setNotification(
                        WebpushNotification.builder().setTag(push.tag()).build());
        return push.collapse() == null
                ? config.build()
                : config.putHeader("Topic", topic(push.collapse())).build();
    }

    /** RFC 8030 has room for 32 characters of base64's URL alphabet. */
    private static String topic(String collapse) {
        byte[] name = collapse.getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }
}
