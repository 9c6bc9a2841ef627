package io.wealthcrm.identity;

/** The push service that reaches an installation (推送通道). */
public enum PushChannel {
    /** Firebase Cloud Messaging, which itself passes on to Apple's service and to browsers'. */
    FCM,
    HUAWEI,
    XIAOMI,
    /** Apple's own, directly. */
    APNS
}
