package io.wealthcrm.identity;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.FieldCipher;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Sign-in of customers by a code sent to their phone. */
@ApplicationScoped
class SmsSignIn {
    /** Stands for the installation of a customer who did not say where the sign-in is. */
    static final String NO_INSTALLATION = "sms";

    private static final int TRIES_PER_CODE = 5;
    private static final Throttle.Limit BY_PHONE = new Throttle.Limit("sms-phone", 5, Duration.ofMinutes(15));
    private static final Throttle.Limit BY_ADDRESS = new Throttle.Limit("sms-address", 100, Duration.ofMinutes(15));

    private final SmsSender sender;
    private final FieldCipher cipher;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Throttle throttle;
    private final IdentityConfig config;

    SmsSignIn(
            SmsMessages messages,
            SmsConfig sms,
            Vertx vertx,
            FieldCipher cipher,
            Accounts accounts,
            Sessions sessions,
            Throttle throttle,
            IdentityConfig config) {
        this.sender = sms.gateway()
                .<SmsSender>map(
                        uri -> new SmsGateway(vertx, uri, sms.gatewayToken().orElse(null), sms.timeout()))
                .orElse(messages);
        this.cipher = cipher;
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = throttle;
        this.config = config;
    }

    /** The same answer whether the phone is known or not. */
    Uni<Void> sendCode(String typed, SmsPurpose purpose, String address) {
        String phone = Phone.normalise(typed);
        String code = Tokens.digits();
        String text = "【财富管理】验证码 " + code + "，5 分钟内有效。Your code is " + code + ".";
        return throttle.take(BY_ADDRESS, address)
                .chain(() -> throttle.take(BY_PHONE, phone))
                .chain(() -> keep(phone, purpose, code))
                .chain(() -> sender.send(phone, text));
    }

    private Uni<Integer> keep(String phone, SmsPurpose purpose, String code) {
        return Panache.withTransaction(() -> Db.execute(
                """
                        with stale as (delete from sms_codes where expires_at < now() - interval '1 day')
                        insert into sms_codes (id, phone_index, purpose, code_hash, expires_at)
                        values (?1, ?2, ?3, ?4, now() + make_interval(secs => ?5))""",
                Ids.next(),
                cipher.blindIndex("phone", phone),
                purpose.name(),
                Tokens.hash(phone + code),
                (double) config.smsCodeLife().toSeconds()));
    }

    Uni<SignedIn> login(String typed, String code, String installationId) {
        String phone = Phone.normalise(typed);
        byte[] index = cipher.blindIndex("phone", phone);
        return useCode(index, SmsPurpose.LOGIN, Tokens.hash(phone + code))
                .chain(right -> right
                        ? accounts.customerByPhone(index)
                        : Uni.createFrom().nullItem())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(IdentityProblem.INVALID_CODE))
                .chain(userId -> sessions.open(userId, installationId));
    }

    /** Counts the try and spends the code when it is right; both are committed whatever follows. */
    private static Uni<Boolean> useCode(byte[] phoneIndex, SmsPurpose purpose, byte[] codeHash) {
        return Panache.withTransaction(() -> Db.select(
                        Boolean.class,
                        """
                        update sms_codes
                           set attempts = attempts + 1, used_at = case when code_hash = ?2 then now() end
                         where id = (select id from sms_codes
                                      where phone_index = ?1 and purpose = ?4 and used_at is null and expires_at > now()
                                      order by created_at desc limit 1)
                           and used_at is null and attempts < ?3
                        returning used_at is not null""",
                        phoneIndex,
                        codeHash,
                        TRIES_PER_CODE,
                        purpose.name()))
                .map(rows -> !rows.isEmpty() && rows.get(0));
    }
}
