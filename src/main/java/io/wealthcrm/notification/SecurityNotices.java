package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.AccountChange;
import io.wealthcrm.identity.AccountChanged;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tells people what happened to their own accounts; {@code change} in the data is the {@link AccountChange}. */
@ApplicationScoped
class SecurityNotices implements OutboxHandler<AccountChanged> {
    private static final Duration WORTH_A_PUSH = Duration.ofDays(3);

    private final Notifications notifications;
    private final Clock clock;

    SecurityNotices(Notifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    @Override
    public Class<AccountChanged> event() {
        return AccountChanged.class;
    }

    @Override
    public Uni<Void> handle(AccountChanged changed) {
        String change = changed.change().name();
        Notice notice = new Notice(
                NoticeKind.SECURITY,
                List.of(changed.userId()),
                changed.userId(),
                change + ":" + changed.occurrence(),
                Map.of("change", change),
                clock.instant().plus(WORTH_A_PUSH));
        return notifications.words(words(changed.change())).chain(words -> notifications.tell(notice, words));
    }

    static NoticeText words(AccountChange change) {
        return switch (change) {
            case NEW_DEVICE ->
                new NoticeText(
                        "新设备登录",
                        "您的账户在新设备上登录，如非本人请立即联系公司",
                        "New device",
                        "Sign-in on a new device; if it was not you, tell us at once");
            case LOCKED ->
                new NoticeText(
                        "账户暂时锁定",
                        "密码错误次数过多，账户已暂时锁定",
                        "Account locked",
                        "Too many wrong passwords; sign-in is locked for a while");
            case SESSION_REUSED ->
                new NoticeText(
                        "登录已终止",
                        "登录凭据被重复使用，该登录已终止",
                        "Session ended",
                        "A sign-in token was used twice, so its session has ended");
            case SWITCHED_ON ->
                new NoticeText(
                        "账户已启用",
                        "管理员已重新启用您的账户",
                        "Account switched on",
                        "An administrator has switched your account on again");
            case ACCESS_CHANGED ->
                new NoticeText("权限变更", "您的角色或所属部门已变更", "Access changed", "Your roles or your unit have changed");
            case PHONE_CHANGED ->
                new NoticeText("手机号变更", "您的登录手机号已变更", "Phone changed", "The phone you sign in with has changed");
        };
    }
}
