package io.wealthcrm.notification;

import io.wealthcrm.shared.ProblemCode;

/** Codes of deliveries. */
enum NotificationProblem implements ProblemCode {
    DELIVERY_NOT_ENDED(409, "推送尚未结束或已送达", "The delivery has not ended, or has arrived"),
    DELIVERY_DIGESTED(409, "已随另一条推送合并送达", "Another push that arrived has told of it"),
    DELIVERY_EXPIRED(409, "推送已过期", "The delivery has expired");

    private final int status;
    private final String zh;
    private final String en;

    NotificationProblem(int status, String zh, String en) {
        this.status = status;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
