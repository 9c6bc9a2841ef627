package io.wealthcrm.notification;

import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The deliveries of a storm, and the apps that register new tokens in the midst of it. */
final class StormDeliveries {
    /** The most a person may have. */
    private static final int DEVICES = 20;

    private final Service service;
    private final FakeFcm fcm;
    private final Firm firm;
    /** Of all devices but those that register a token anew. */
    private final Person owner;

    private final List<Person> refreshing = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    StormDeliveries(Service service, FakeFcm fcm, Firm firm) {
        this.service = service;
        this.fcm = fcm;
        this.firm = firm;
        owner = firm.advisor();
    }

    void layIn(Map<Fate, Integer> counts) {
        counts.forEach((fate, number) -> {
            if (fate == Fate.REFRESHED) {
                layInByTwenties(number);
            } else {
                layIn(fate, owner, 0, number);
            }
        });
    }

    private void layInByTwenties(int number) {
        for (int from = 0; from < number; from += DEVICES) {
            Person person = firm.advisor();
            refreshing.add(person);
            layIn(Fate.REFRESHED, person, from, Math.min(DEVICES, number - from));
        }
    }

    private void layIn(Fate fate, Person person, int from, int number) {
        for (int i = from; i < from + number && fate != Fate.TAKEN; i++) {
            fcm.answer(fate.token(i), fate.answers());
        }
        firm.execute(
                """
                insert into devices (installation_id, user_id, platform, push_token)
                select 'phone-' || ? || i, ?, 'ANDROID', ? || i from generate_series(?, ? - 1) i""",
                fate.prefix(),
                person.id(),
                fate.prefix(),
                from,
                from + number);
        firm.execute(
                """
                with told as (
                    insert into notifications (id, person_id, kind, entity_id, occasion, batch, created_at, expires_at)
                    select uuidv7(), ?, 'ORDER_MOVED', uuidv7(), 'storm', uuidv7(), now(), now() + interval '1 day'
                      from generate_series(1, ?)
                    returning id),
                numbered as (select id, ? + row_number() over (order by id) - 1 as i from told)
                insert into deliveries (id, notification_id, installation_id, lane, due_at, expires_at, token_version)
                select uuidv7(), id, 'phone-' || ? || i, case when ? then 0 else 1 + mod(i, 4) end,
                       now() + make_interval(secs => random()), now() + make_interval(secs => ?), 1 from numbered""",
                person.id(),
                number,
                from,
                fate.prefix(),
                fate.throttled(),
                fate.life());
    }

    /**
     * The app's own call, in the very moment in which FCM is about to answer for the old token. Where the service does not
     * take it, killed or not listening yet, FCM does not answer either, and the next try for the old token comes here again.
     */
    void refresh(String token) {
        if (token.startsWith("refreshed-") && !registered(token)) {
            throw new IllegalStateException("not registered");
        }
    }

    private static int number(String token) {
        return Integer.parseInt(token.substring(token.lastIndexOf('-') + 1));
    }

    private boolean registered(String token) {
        String device =
                "{\"platform\":\"ANDROID\",\"pushToken\":\"new-%s\",\"locale\":\"zh-CN\",\"timeZone\":\"Asia/Shanghai\"}";
        HttpRequest request = HttpRequest.newBuilder(service.baseUri().resolve("/api/v1/devices/phone-" + token))
                .header(
                        "Authorization",
                        "Bearer " + refreshing.get(number(token) / DEVICES).token())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(device.formatted(token)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
        } catch (IOException notListening) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
